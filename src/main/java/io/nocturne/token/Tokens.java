package io.nocturne.token;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * An unchangeable run of token ids: in memory, two bytes each, which suffice for {@link
 * Vocabulary#MAX_SIZE}, or in a file, from which they are read when they are asked for.
 */
public final class Tokens {
  private static final int SHOWN = 20;

  private final int length;
  private final IdSource source;

  private Tokens(int length, IdSource source) {
    this.length = length;
    this.source = source;
  }

  /** Holds ids; safe for use from several threads. */
  @FunctionalInterface
  public interface IdSource {
    /**
     * Copies ids, as {@link Tokens#copyTo}.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    void copy(int from, int[] into, int offset, int count);
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
    return new Tokens(
        copy.length,
        (from, into, offset, count) -> {
          for (int i = 0; i < count; i++) {
            into[offset + i] = copy[from + i];
          }
        });
  }

  /** Returns the ids that a source holds. */
  public static Tokens in(IdSource source, int length) {
    return new Tokens(length, source);
  }

  /** Returns how many ids there are. */
  public int length() {
    return length;
  }

  /**
   * Returns the id at a position in [0, length). To read many, copy them: each call may read a
   * file.
   */
  public int id(int position) {
    int[] one = new int[1];
    copyTo(position, one, 0, 1);
    return one[0];
  }

  /**
   * Copies {@code count} ids, the first from position {@code from}, into an array.
   *
   * @param from position of the first id to copy
   * @param into receives the ids at {@code offset} and after it
   * @throws UncheckedIOException if they are in a file that cannot be read
   */
  public void copyTo(int from, int[] into, int offset, int count) {
    Objects.checkFromIndexSize(from, count, length);
    source.copy(from, into, offset, count);
  }

  /** Returns a copy of all ids. */
  public int[] toArray() {
    return first(length);
  }

  private int[] first(int count) {
    int[] copy = new int[count];
    copyTo(0, copy, 0, count);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tokens tokens
        && length == tokens.length
        && Arrays.equals(toArray(), tokens.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  /** Returns the ids in brackets, up to the first twenty. */
  @Override
  public String toString() {
    String shown = Arrays.toString(first(Math.min(SHOWN, length)));
    return length <= SHOWN ? shown : shown.replace("]", ", … %d ids]".formatted(length));
  }
}
