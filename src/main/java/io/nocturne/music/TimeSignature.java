package io.nocturne.music;

import io.nocturne.base.Require;

/**
 * A time signature from a tick on.
 *
 * @param tick ticks from the start of the piece, at least 0
 * @param numerator beats in a bar, 1 to 255
 * @param denominator the note value that is a beat: 1, 2, 4, 8, ... up to 2 to the power 30
 */
public record TimeSignature(long tick, int numerator, int denominator) {
  public TimeSignature {
    Ranges.requireTick(tick);
    Require.between("numerator", numerator, 1, 255);
    if (Integer.bitCount(denominator) != 1 || denominator < 0) {
      throw new IllegalArgumentException("denominator must be a power of two, was " + denominator);
    }
  }

  /** Returns the same signature from another tick on. */
  public TimeSignature at(long other) {
    return new TimeSignature(other, numerator, denominator);
  }
}
