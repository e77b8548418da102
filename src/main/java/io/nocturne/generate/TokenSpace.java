package io.nocturne.generate;

import java.util.Set;

/**
 * The ids that a model reads and writes.
 *
 * @param window how many tokens the model sees, at least 1
 * @param vocabularySize ids are 0 to this less 1; at least 2
 * @param padding the id that fills a window on the left when there are too few tokens; never
 *     sampled
 * @param forbidden further ids that are never sampled
 */
public record TokenSpace(int window, int vocabularySize, int padding, Set<Integer> forbidden) {
  public TokenSpace {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1, was " + window);
    }
    if (vocabularySize < 2) {
      throw new IllegalArgumentException(
          "vocabulary size must be at least 2, was " + vocabularySize);
    }
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
  }

  /** With nothing forbidden but the padding. */
  public TokenSpace(int window, int vocabularySize, int padding) {
    this(window, vocabularySize, padding, Set.of());
  }

  /** Whether a generated piece may hold the id. */
  boolean allows(int id) {
    return id >= 0 && id < vocabularySize && id != padding && !forbidden.contains(id);
  }

  static void requireInside(String name, int id, int vocabularySize) {
    if (id < 0 || id >= vocabularySize) {
      throw new IllegalArgumentException(
          name + " must be 0 to " + (vocabularySize - 1) + ", was " + id);
    }
  }
}
