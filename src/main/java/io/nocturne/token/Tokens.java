package io.nocturne.token;

import java.util.Arrays;

/**
 * An unchangeable run of token ids, two bytes each.
 *
 * <p>Two bytes, because corpora are held in memory whole and no vocabulary exceeds {@link
 * Vocabulary#MAX_SIZE}.
 */
public final class Tokens {
  private final char[] ids;

  private Tokens(char[] ids) {
    this.ids = ids;
  }

  /**
   * Copies ids.
   *
   * @throws IllegalArgumentException if an id is not in [0, {@link Vocabulary#MAX_SIZE})
   */
  public static Tokens of(int... ids) {
    char[] copy = new char[ids.length];
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= Vocabulary.MAX_SIZE) {
        throw new IllegalArgumentException(
            "token ids must be 0 to %d, was %d at position %d"
                .formatted(Vocabulary.MAX_SIZE - 1, ids[i], i));
      }
      copy[i] = (char) ids[i];
    }
    return new Tokens(copy);
  }

  /** Returns how many ids there are. */
  public int length() {
    return ids.length;
  }

  /** Returns the id at a position in [0, length). */
  public int id(int position) {
    return ids[position];
  }

  /**
   * Copies {@code count} ids, the first from position {@code from}, into an array.
   *
   * @param from position of the first id to copy
   * @param into receives the ids at {@code offset} and after it
   */
  public void copyTo(int from, int[] into, int offset, int count) {
    for (int i = 0; i < count; i++) {
      into[offset + i] = ids[from + i];
    }
  }

  /** Returns a copy of all ids. */
  public int[] toArray() {
    int[] copy = new int[ids.length];
    copyTo(0, copy, 0, ids.length);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tokens tokens && Arrays.equals(ids, tokens.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  /** Returns the ids in brackets, up to the first twenty. */
  @Override
  public String toString() {
    String shown = Arrays.toString(Arrays.stream(toArray()).limit(20).toArray());
    return ids.length <= 20 ? shown : shown.replace("]", ", … %d ids]".formatted(ids.length));
  }
}
