package io.nocturne.rhythm;

import io.nocturne.base.Require;
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
  /** The order by onset, then pitch. */
  public static final Comparator<GridNote> ORDER =
      Comparator.comparingLong(GridNote::onset).thenComparingInt(GridNote::pitch);

  public GridNote {
    Require.atLeast("onset", onset, 0);
    Require.atLeast("length", length, 1);
    Require.between("pitch", pitch, 0, 127);
  }

  /** Returns where it ends, in units from the start of the piece. */
  long end() {
    return onset + length;
  }

  /** The same note of another length, in units, at least 1. */
  public GridNote lasting(long other) {
    return new GridNote(onset, other, pitch, velocity);
  }
}
