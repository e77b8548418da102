package io.nocturne.generate;

import java.util.Arrays;

/** The tokens of one piece so far, oldest first: its primer, then what was generated. */
public final class TokenSequence {
  private static final int ROOM = 64;

  private final int primerLength;
  private int[] ids;
  private int length;

  private TokenSequence(int[] ids, int length, int primerLength) {
    this.ids = ids;
    this.length = length;
    this.primerLength = primerLength;
  }

  /** A piece of which nothing is generated yet. */
  public static TokenSequence of(int... primer) {
    return new TokenSequence(
        Arrays.copyOf(primer, primer.length + ROOM), primer.length, primer.length);
  }

  /** How many tokens there are, the primer's among them. */
  public int length() {
    return length;
  }

  /** How many tokens there are after the primer. */
  public int generated() {
    return length - primerLength;
  }

  /** The id at a position in [0, length). */
  public int id(int position) {
    if (position < 0 || position >= length) {
      throw new IndexOutOfBoundsException(
          "position must be 0 to " + (length - 1) + ", was " + position);
    }
    return ids[position];
  }

  /** The ids themselves and room after them; not to be changed. */
  public int[] ids() {
    return ids;
  }

  void add(int id) {
    if (length == ids.length) {
      ids = Arrays.copyOf(ids, 2 * length);
    }
    ids[length++] = id;
  }

  /** This and one token more. */
  TokenSequence with(int id) {
    TokenSequence longer = new TokenSequence(Arrays.copyOf(ids, length + 1), length, primerLength);
    longer.add(id);
    return longer;
  }

  /** The tokens after the primer. */
  int[] continuation() {
    return Arrays.copyOfRange(ids, primerLength, length);
  }

  /** The last tokens, with padding before them if there are fewer than the window holds. */
  int[] window(int size, int padding) {
    int[] window = new int[size];
    int read = Math.min(length, size);
    Arrays.fill(window, 0, size - read, padding);
    System.arraycopy(ids, length - read, window, size - read, read);
    return window;
  }
}
