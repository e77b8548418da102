package io.nocturne.compose;

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
    if (tokens < 0) {
      throw new IllegalArgumentException("min length must be at least 0, was " + tokens);
    }
    if (end < 0) {
      throw new IllegalArgumentException("end id must be at least 0, was " + end);
    }
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
