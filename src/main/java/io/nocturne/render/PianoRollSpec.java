package io.nocturne.render;

import static java.util.Objects.requireNonNull;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.util.Optional;

/**
 * The size and layout of a piano roll.
 *
 * @param width of the picture in pixels, 240 to 16,384
 * @param height of the picture in pixels, 240 to 16,384
 * @param axis what time is measured in
 * @param pitches the keys shown; more where the piece goes beyond them
 * @param title written above the notes
 */
public record PianoRollSpec(
    int width, int height, TimeAxis axis, PitchRange pitches, Optional<String> title) {

  private static final int MIN_SIZE = 240;
  private static final int MAX_SIZE = 16_384;

  /** A wide picture in seconds, of the octaves that the piece uses, without a title. */
  public static final PianoRollSpec DEFAULT =
      new PianoRollSpec(1200, 480, TimeAxis.SECONDS, PitchRange.MIDDLE, Optional.empty());

  public PianoRollSpec {
    requireSize("width", width);
    requireSize("height", height);
    requireNonNull(axis, "axis");
    requireNonNull(pitches, "pitches");
    requireNonNull(title, "title");
  }

  /** Returns this in another size. */
  public PianoRollSpec sized(int newWidth, int newHeight) {
    return new PianoRollSpec(newWidth, newHeight, axis, pitches, title);
  }

  /** Returns this by another measure of time. */
  public PianoRollSpec with(TimeAxis newAxis) {
    return new PianoRollSpec(width, height, newAxis, pitches, title);
  }

  /** Returns this with other keys. */
  public PianoRollSpec with(PitchRange newPitches) {
    return new PianoRollSpec(width, height, axis, newPitches, title);
  }

  /** Returns this with a title. */
  public PianoRollSpec titled(String newTitle) {
    return new PianoRollSpec(width, height, axis, pitches, Optional.of(newTitle));
  }

  private static void requireSize(String name, int pixels) {
    if (pixels < MIN_SIZE || pixels > MAX_SIZE) {
      throw new IllegalArgumentException(
          name + " must be " + MIN_SIZE + " to " + MAX_SIZE + " pixels, was " + pixels);
    }
  }

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
}
