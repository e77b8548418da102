package io.nocturne.render;

import io.nocturne.base.UserException;
import io.nocturne.io.xml.Svg;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import java.util.Locale;
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
}
