package io.nocturne.render;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.UserException;
import io.nocturne.io.xml.Svg;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/**
 * A picture of a piece without its percussion: time from left to right, a row for each key, the low
 * ones below, and notes the darker the louder. Equal pieces give equal pixels on every machine, and
 * equal PNG files where Java compresses by the same zlib.
 */
public final class PianoRoll {
  private final PianoRollSpec spec;
  private final RollDrawing drawing;
  private final String description;

  private PianoRoll(Piece piece, PianoRollSpec spec, LongToDoubleFunction time) {
    this.spec = spec;
    Piece pitched = piece.pitched();
    drawing = new RollDrawing(pitched, spec, time);
    description =
        String.format(
            Locale.ROOT,
            "%s, %,d %s in %.1f %s",
            pitched.name(),
            pitched.noteCount(),
            pitched.noteCount() == 1 ? "note" : "notes",
            time.applyAsDouble(pitched.endTicks()),
            spec.axis() == TimeAxis.SECONDS ? "seconds" : "quarter notes");
  }

  /**
   * Returns the picture of a piece.
   *
   * @throws UserException if quarter notes are asked for and the piece counts SMPTE frames
   */
  public static PianoRoll of(Piece piece, PianoRollSpec spec) {
    if (spec.axis() == TimeAxis.SECONDS) {
      return new PianoRoll(piece, spec, Timeline.of(piece)::seconds);
    }
    if (piece.division() instanceof Metrical metrical) {
      double ticksPerQuarter = metrical.ticksPerQuarter();
      return new PianoRoll(piece, spec, tick -> tick / ticksPerQuarter);
    }
    throw new UserException(
        piece.name()
            + ": counts SMPTE frames, which are not parts of a quarter; draw it in seconds");
  }

  /** Returns the picture as a PNG file. */
  public byte[] png() {
    PngCanvas canvas = new PngCanvas(spec.width(), spec.height());
    drawing.draw(canvas);
    return canvas.toBytes();
  }

  /** Returns the picture as an SVG file, in UTF-8. */
  public byte[] svg() {
    Svg svg = new Svg(spec.width(), spec.height(), spec.title().orElse("Piano roll"), description);
    drawing.draw(new SvgCanvas(svg));
    return svg.toBytes();
  }

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
}
