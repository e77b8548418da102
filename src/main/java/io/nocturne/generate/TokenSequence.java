package io.nocturne.generate;

import java.util.Arrays;
import java.util.Objects;

/** The tokens of one piece so far, oldest first: its primer, then those generated. It grows. */
public final class TokenSequence {
  private static final int SPARE = 64;

  private final int primerLength;
  private int[] ids;
  private int length;

  private TokenSequence(int[] ids, int length, int primerLength) {
    this.ids = ids;
    this.length = length;
    this.primerLength = primerLength;
  }

  /** Returns a sequence of which nothing is generated yet. */
  public static TokenSequence of(int... primer) {
    return new TokenSequence(
        Arrays.copyOf(primer, primer.length + SPARE), primer.length, primer.length);
  }

  /** Returns the number of tokens, the primer's among them. */
  public int length() {
    return length;
  }

  /** Returns the number of tokens of the primer. */
  int primerLength() {
    return primerLength;
  }

  /** Returns the number of tokens after the primer. */
  public int generated() {
    return length - primerLength;
  }

  /** Returns the id at a position in [0, length). */
  public int id(int position) {
    return ids[Objects.checkIndex(position, length)];
  }

  /**
   * Returns whether the tokens from one position on equal those from another on.
   *
   * @param count how many tokens are compared, all of them in the sequence
   */
  public boolean repeats(int position, int other, int count) {
    Objects.checkFromIndexSize(position, count, length);
    Objects.checkFromIndexSize(other, count, length);
    return Arrays.equals(ids, position, position + count, ids, other, other + count);
  }

  void add(int id) {
    if (length == ids.length) {
      ids = Arrays.copyOf(ids, 2 * length);
    }
    ids[length++] = id;
  }

  /** Returns a sequence of the same tokens that grows independently. */
  TokenSequence copy() {
    return new TokenSequence(Arrays.copyOf(ids, length + 1), length, primerLength);
  }

  /** Returns the tokens after the primer. */
  int[] continuation() {
    return Arrays.copyOfRange(ids, primerLength, length);
  }

  /** Returns the last tokens, with padding before them if there are fewer than the window holds. */
  int[] window(int size, int padding) {
    int[] window = new int[size];
    int read = Math.min(length, size);
    Arrays.fill(window, 0, size - read, padding);
    System.arraycopy(ids, length - read, window, size - read, read);
    return window;
  }
}
