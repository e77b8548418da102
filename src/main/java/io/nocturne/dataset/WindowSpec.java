package io.nocturne.dataset;

import io.nocturne.base.Require;

/**
 * The division of pieces into windows: a window is {@code length} tokens and the one after them,
 * its target.
 *
 * @param length tokens before the target, 1 to {@value #MAX_LENGTH}
 * @param stride tokens from one window's start to the next one's in the same piece, at least 1
 * @param openings whether windows may begin before the piece
 * @param succession whether windows overlap, or each begins where the one before ends
 */
public record WindowSpec(int length, int stride, Openings openings, Succession succession) {
  /** The windows whose targets are a piece's first tokens. */
  public enum Openings {
    /** None: only full windows are used, as in the paper. */
    SKIP,
    /** Windows that begin before the piece, filled on the left with the pad. */
    PAD
  }

  /** The succession of the windows of a piece. */
  public enum Succession {
    /** A window at every stride. */
    STRIDE,
    /**
     * Each begins where the one before ends, so that a state can be handed on. The first one begins
     * with one pad, and the last one is filled on the right with the pad, so that every token of a
     * piece is predicted once.
     */
    FOLLOWING
  }

  static final int MAX_LENGTH = 1 << 16;

  /** The paper's: 40 notes and the 41st, a window at every note, full windows only. */
  public static final WindowSpec DEFAULT = new WindowSpec(40, 1, Openings.SKIP);

  public WindowSpec {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "window length must be 1 to " + MAX_LENGTH + ", was " + length);
    }
    Require.atLeast("window stride", stride, 1);
    if (succession == Succession.FOLLOWING && (stride != length || openings != Openings.PAD)) {
      throw new IllegalArgumentException(
          "windows that follow each other must have their length as stride, and pads");
    }
  }

  /** Creates windows at every stride. */
  public WindowSpec(int length, int stride, Openings openings) {
    this(length, stride, openings, Succession.STRIDE);
  }

  /** Returns windows that follow each other, from the beginning of a piece to its end. */
  public static WindowSpec following(int length) {
    return new WindowSpec(length, length, Openings.PAD, Succession.FOLLOWING);
  }

  /** Returns the number of tokens of a window with its target. */
  public int width() {
    return length + 1;
  }

  /**
   * Returns where a piece's first window starts, in tokens from the piece's start; 0 or negative.
   */
  int firstStart() {
    return -leadingPads();
  }

  /** Returns the number of pads before the first token of a piece that is read as a whole. */
  public int leadingPads() {
    if (succession == Succession.FOLLOWING) {
      return 1;
    }
    return openings == Openings.PAD ? length : 0;
  }

  /** Returns how many windows a piece with a number of tokens has. */
  long count(int tokens) {
    if (succession == Succession.FOLLOWING) {
      return (tokens - 1L) / length + 1;
    }
    // The target of the window at start s is token s + length, which must exist.
    long starts = (long) tokens - length - firstStart();
    return starts <= 0 ? 0 : (starts - 1) / stride + 1;
  }
}
