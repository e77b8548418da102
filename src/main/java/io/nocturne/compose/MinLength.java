package io.nocturne.compose;

import io.nocturne.base.Require;
import io.nocturne.generate.Constraint;
import io.nocturne.generate.TokenSequence;
import java.util.BitSet;

/**
 * A piece does not end by itself before it has so many tokens; the primer does not count (Hugging
 * Face's {@code min_new_tokens}).
 *
 * @param tokens at least 0
 * @param end the id that ends a piece
 */
public record MinLength(int tokens, int end) implements Constraint {
  public MinLength {
    Require.atLeast("min length", tokens, 0);
    Require.atLeast("end id", end, 0);
  }

  @Override
  public String name() {
    return "--min-length " + tokens;
  }

  @Override
  public void restrict(TokenSequence soFar, BitSet allowed) {
    if (soFar.generated() < tokens) {
      allowed.clear(end);
    }
  }
}
