package io.nocturne.generate;

import io.nocturne.base.Require;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The ids that a model reads and writes.
 *
 * @param window the number of tokens that the model reads, at least 1
 * @param vocabularySize ids are 0 to this less 1; at least 2
 * @param padding the id that fills a window on the left when there are too few tokens; never
 *     sampled
 * @param forbidden further ids that are never sampled
 * @param end the id that ends a piece when it is sampled; empty if pieces do not end by themselves
 */
public record TokenSpace(
    int window, int vocabularySize, int padding, Set<Integer> forbidden, OptionalInt end) {
  public TokenSpace {
    Require.atLeast("window", window, 1);
    Require.atLeast("vocabulary size", vocabularySize, 2);
    requireInside("padding", padding, vocabularySize);
    forbidden = Set.copyOf(forbidden);
    for (int id : forbidden) {
      requireInside("forbidden id", id, vocabularySize);
    }
    int excluded = forbidden.size() + (forbidden.contains(padding) ? 0 : 1);
    if (excluded >= vocabularySize) {
      throw new IllegalArgumentException(
          "forbidden ids must leave one to sample, were all " + vocabularySize);
    }
    if (end.isPresent()) {
      requireInside("end id", end.getAsInt(), vocabularySize);
      if (end.getAsInt() == padding || forbidden.contains(end.getAsInt())) {
        throw new IllegalArgumentException(
            "end id must be one that may be sampled, was " + end.getAsInt());
      }
    }
  }

  /** Creates the space of pieces that do not end by themselves. */
  public TokenSpace(int window, int vocabularySize, int padding, Set<Integer> forbidden) {
    this(window, vocabularySize, padding, forbidden, OptionalInt.empty());
  }

  /** Creates a space in which only the padding is never sampled. */
  public TokenSpace(int window, int vocabularySize, int padding) {
    this(window, vocabularySize, padding, Set.of());
  }

  /** Returns the ids that may be sampled, the end among them. */
  BitSet allowed() {
    BitSet allowed = new BitSet(vocabularySize);
    allowed.set(0, vocabularySize);
    allowed.clear(padding);
    forbidden.forEach(allowed::clear);
    return allowed;
  }

  /** Returns whether the id ends a piece. */
  boolean ends(int id) {
    return end.isPresent() && end.getAsInt() == id;
  }

  static void requireInside(String name, int id, int vocabularySize) {
    if (id < 0 || id >= vocabularySize) {
      throw new IllegalArgumentException(
          name + " must be 0 to " + (vocabularySize - 1) + ", was " + id);
    }
  }
}
