package io.nocturne.compose;

import io.nocturne.generate.Constraint;
import io.nocturne.generate.TokenSequence;
import java.util.BitSet;

/**
 * The same tokens at each step, such as those of a scale.
 *
 * @param name how it was asked for
 * @param ids the ids that may come
 * @param exceptionRate the share of steps at which others may come too, 0 to 1
 */
public record AllowedTokens(String name, BitSet ids, double exceptionRate) implements Constraint {
  public AllowedTokens {
    ids = (BitSet) ids.clone();
    if (!(exceptionRate >= 0 && exceptionRate <= 1)) {
      throw new IllegalArgumentException("exception rate must be 0 to 1, was " + exceptionRate);
    }
  }

  /** At every step. */
  public AllowedTokens(String name, BitSet ids) {
    this(name, ids, 0);
  }

  /** A copy of the ids that may come. */
  @Override
  public BitSet ids() {
    return (BitSet) ids.clone();
  }

  @Override
  public void restrict(TokenSequence soFar, BitSet allowed) {
    allowed.and(ids);
  }
}
