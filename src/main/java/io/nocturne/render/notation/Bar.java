package io.nocturne.render.notation;

import io.nocturne.music.TimeSignature;

/**
 * A bar; lengths and places in units, of which a quarter has {@link #QUARTER}.
 *
 * @param start from the start of the piece
 * @param length less than the time signature's where that changes within the bar
 * @param time the time signature
 */
record Bar(long start, long length, TimeSignature time) {

  /** Units a quarter note: of them, thirty-second notes and triplets of sixteenths are whole. */
  static final int QUARTER = 24;

  /** Returns the length of a full bar. */
  static long length(TimeSignature time) {
    return 4L * QUARTER * time.numerator() / time.denominator();
  }

  boolean isFull() {
    return length == length(time);
  }

  long end() {
    return start + length;
  }

  /**
   * Returns the stretch in which a rhythm is either of halves or of thirds: a quarter, or the beat.
   */
  int cell() {
    return time.denominator() <= 4 ? QUARTER : 4 * QUARTER / time.denominator();
  }

  /** Returns whether three of the signature's beats make one: 6/8, 9/8, 12/8, 6/16. */
  boolean isCompound() {
    return time.denominator() >= 8 && time.numerator() % 3 == 0;
  }

  /**
   * Returns the length of a group, whose end no note that begins within it may hide: a half bar of
   * 4/4, a beat of 6/8.
   */
  long group() {
    if (isCompound()) {
      return 3L * cell();
    }
    boolean halves = time.denominator() <= 4 && length % (4 * QUARTER) == 0;
    return halves ? 2 * QUARTER : length;
  }

  /** Returns the length that one beam joins. */
  long beamed() {
    return isCompound() ? 3L * cell() : Math.max(cell(), QUARTER);
  }

  /** Returns the start of the cell of a place. */
  long cellStart(long place) {
    return start + (place - start) / cell() * cell();
  }

  /** Returns the end of the cell of a place. */
  long cellEnd(long place) {
    return Math.min(end(), cellStart(place) + cell());
  }
}
