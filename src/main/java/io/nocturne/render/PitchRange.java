package io.nocturne.render;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;

/**
 * The keys that a piano roll shows.
 *
 * @param low MIDI key number of the lowest, 0 to 127
 * @param high of the highest, low to 127
 */
public record PitchRange(int low, int high) {

  /** The keys of a piano, A0 to C8. */
  public static final PitchRange PIANO = new PitchRange(21, 108);

  /** The two octaves about middle C, C3 to B4. */
  public static final PitchRange MIDDLE = new PitchRange(48, 71);

  public PitchRange {
    if (low < 0 || high > 127 || low > high) {
      throw new IllegalArgumentException(
          "pitches must be 0 to 127 and low at most high, were " + low + " to " + high);
    }
  }

  /** Returns the number of keys. */
  public int size() {
    return high - low + 1;
  }

  /** Returns this range, extended by whole octaves, C to B, to hold every note of a piece. */
  PitchRange holding(Piece piece) {
    int lowest = low;
    int highest = high;
    for (Note note : piece.pitched().notes()) {
      if (note.pitch() < lowest) {
        lowest = note.pitch() / 12 * 12;
      }
      if (note.pitch() > highest) {
        highest = Math.min(note.pitch() / 12 * 12 + 11, 127);
      }
    }
    return new PitchRange(lowest, highest);
  }
}
