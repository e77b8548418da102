package io.nocturne.cli.generate;

import io.nocturne.base.Require;
import java.util.Optional;

/**
 * A few notes that repeat up to the end of a piece.
 *
 * @param start the position of the first of them, from 0
 * @param period the number of notes that repeat, at least 1
 */
record EndingLoop(int start, int period) {
  /** The minimum number of times that a loop's notes occur. */
  static final int MIN_REPEATS = 4;

  /** The minimum length of a loop in notes; four equal notes, for instance, do not count. */
  static final int MIN_LENGTH = 16;

  public EndingLoop {
    Require.atLeast("start", start, 0);
    Require.atLeast("period", period, 1);
  }

  /**
   * Returns the loop that a sequence ends with: the longest of its ends that has a period, by its
   * smallest period. Ends with less than {@link #MIN_REPEATS} periods, the last perhaps incomplete,
   * or shorter than {@link #MIN_LENGTH} do not count. Linear in the sequence's length.
   *
   * @param symbols equal where the notes are
   */
  static Optional<EndingLoop> atEndOf(int[] symbols) {
    int[] agreeing = agreeingEnds(symbols);
    int longest = 0;
    int period = 0;
    for (int candidate = 1; candidate < symbols.length; candidate++) {
      int length = candidate + agreeing[candidate];
      boolean isLoop = length >= MIN_LENGTH && length >= (long) MIN_REPEATS * candidate;
      if (isLoop && length > longest) {
        longest = length;
        period = candidate;
      }
    }
    return longest == 0
        ? Optional.empty()
        : Optional.of(new EndingLoop(symbols.length - longest, period));
  }

  /**
   * Returns for each shift how many symbols, from the last backwards, equal those that far before:
   * the Z function of the sequence read backwards (Gusfield, Algorithms on Strings, Trees and
   * Sequences, 1997, section 1.4).
   */
  private static int[] agreeingEnds(int[] symbols) {
    int length = symbols.length;
    int[] z = new int[length];
    int left = 0;
    int right = 0; // The match that reaches farthest back is [left, right).
    for (int shift = 1; shift < length; shift++) {
      int known = shift < right ? Math.min(right - shift, z[shift - left]) : 0;
      while (shift + known < length
          && symbols[length - 1 - known] == symbols[length - 1 - shift - known]) {
        known++;
      }
      z[shift] = known;
      if (shift + known > right) {
        left = shift;
        right = shift + known;
      }
    }
    return z;
  }
}
