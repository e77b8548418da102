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

  /** Of a full bar. */
  static long length(TimeSignature time) {
    return 4L * QUARTER * time.numerator() / time.denominator();
  }

  boolean isFull() {
    return length == length(time);
  }

  long end() {
    return start + length;
  }

  /** The stretch in which a rhythm is either of halves or of thirds: a quarter, or the beat. */
  int cell() {
    return time.denominator() <= 4 ? QUARTER : 4 * QUARTER / time.denominator();
  }

  /** Whether three of the signature's beats make one: 6/8, 9/8, 12/8, 6/16. */
  boolean isCompound() {
    return time.denominator() >= 8 && time.numerator() % 3 == 0;
  }

  /** What no note that begins within it may hide the end of: a half bar of 4/4, a beat of 6/8. */
  long group() {
    if (isCompound()) {
      return 3L * cell();
    }
    boolean halves = time.denominator() <= 4 && length % (4 * QUARTER) == 0;
    return halves ? 2 * QUARTER : length;
  }

  /** What one beam joins. */
  long beamed() {
    return isCompound() ? 3L * cell() : Math.max(cell(), QUARTER);
  }

  /** Where the cell of a place begins. */
  long cellStart(long place) {
    return start + (place - start) / cell() * cell();
  }

  /** Where the cell of a place ends. */
  long cellEnd(long place) {
    return Math.min(end(), cellStart(place) + cell());
  }
}
