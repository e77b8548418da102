package io.nocturne.rhythm;

import java.util.Comparator;

/**
 * A note on a grid.
 *
 * @param onset where it begins, in units from the start of the piece, at least 0
 * @param length how long it is, in units, at least 1
 * @param pitch MIDI key number, 0 to 127
 * @param velocity MIDI note-on velocity, 1 to 127
 */
public record GridNote(long onset, long length, int pitch, int velocity) {
  /** By onset, then pitch. */
  public static final Comparator<GridNote> ORDER =
      Comparator.comparingLong(GridNote::onset).thenComparingInt(GridNote::pitch);

  public GridNote {
    if (onset < 0) {
      throw new IllegalArgumentException("onset must be at least 0, was " + onset);
    }
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1, was " + length);
    }
    if (pitch < 0 || pitch > 127) {
      throw new IllegalArgumentException("pitch must be 0 to 127, was " + pitch);
    }
  }

  /** Where it ends, in units from the start of the piece. */
  long end() {
    return onset + length;
  }

  /** The same note of another length, in units, at least 1. */
  public GridNote lasting(long other) {
    return new GridNote(onset, other, pitch, velocity);
  }
}
