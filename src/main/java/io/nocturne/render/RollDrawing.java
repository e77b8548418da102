package io.nocturne.render;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.render.Canvas.Anchor;
import io.nocturne.render.Canvas.Box;
import io.nocturne.render.Canvas.TextStyle;
import io.nocturne.render.PianoRoll.PianoRollSpec;
import io.nocturne.render.PianoRoll.PianoRollSpec.PitchRange;
import java.util.function.LongToDoubleFunction;

/** Draws a piano roll: keys at the left, rows and notes, title above, time below. */
final class RollDrawing {
  private static final int LEFT = 56;
  private static final int RIGHT = 14;
  private static final int TOP = 10;
  private static final int TITLE = 22;
  private static final int BOTTOM = 40;
  private static final int KEYS = 20;
  private static final int LEGEND = 64;

  private static final int PAPER = 0xffffff;
  private static final int INK = 0x30343b;
  private static final int WHITE_ROW = 0xffffff;
  private static final int BLACK_ROW = 0xf0f2f5;
  private static final int GRID = 0xdfe3e8;
  private static final int OCTAVE = 0xb4bcc6;
  private static final int BLACK_KEY = 0x30343b;

  private static final TextStyle AXIS = new TextStyle(12, Anchor.MIDDLE, INK);
  private static final TextStyle KEY = new TextStyle(12, Anchor.END, INK);
  private static final TextStyle HEADING = new TextStyle(12, Anchor.START, INK);

  private final Piece piece;
  private final PianoRollSpec spec;
  private final LongToDoubleFunction time;
  private final PitchRange pitches;
  private final int top;
  private final int height;
  private final TimeScale scale;

  RollDrawing(Piece piece, PianoRollSpec spec, LongToDoubleFunction time) {
    this.piece = piece;
    this.spec = spec;
    this.time = time;
    pitches = spec.pitches().holding(piece);
    top = TOP + (spec.title().isPresent() ? TITLE : 0);
    height = spec.height() - top - BOTTOM;
    double length = time.applyAsDouble(piece.endTicks());
    scale = TimeScale.of(spec.axis(), length, spec.width() - LEFT - RIGHT);
  }

  void draw(Canvas canvas) {
    canvas.fill(new Box(0, 0, spec.width(), spec.height()), PAPER);
    spec.title().ifPresent(title -> canvas.write(shortened(title), LEFT, TOP + 11, HEADING));
    rows(canvas);
    times(canvas);
    octaves(canvas);
    for (Note note : piece.notes()) {
      draw(canvas, note);
    }
    legend(canvas);
  }

  /** Returns a title that would run out of the picture, cut off where it does. */
  private String shortened(String title) {
    int room = spec.width() - LEFT - RIGHT;
    if (BitmapFont.width(title) <= room) {
      return title;
    }
    int[] kept = title.codePoints().toArray();
    int length = kept.length;
    while (BitmapFont.width(new String(kept, 0, length) + "\u2026") > room) {
      length--;
    }
    return new String(kept, 0, length) + "\u2026";
  }

  private void rows(Canvas canvas) {
    for (int pitch = pitches.low(); pitch <= pitches.high(); pitch++) {
      boolean black = isBlack(pitch);
      int y = top(pitch);
      int rowHeight = top(pitch - 1) - y;
      canvas.fill(new Box(LEFT, y, scale.width(), rowHeight), black ? BLACK_ROW : WHITE_ROW);
      if (black) {
        canvas.fill(new Box(LEFT - KEYS, y, KEYS * 0.6, rowHeight), BLACK_KEY);
      }
    }
  }

  private void times(Canvas canvas) {
    int bottom = spec.height() - BOTTOM;
    for (TimeScale.Mark mark : scale.marks()) {
      double x = Math.rint(LEFT + scale.pixels(mark.time()));
      canvas.fill(new Box(x, top, 1, bottom - top), GRID);
      canvas.fill(new Box(x, bottom, 1, 4), INK);
      canvas.write(mark.label(), x, bottom + 16, AXIS);
    }
    canvas.write(scale.unit(), LEFT + scale.width() / 2.0, bottom + 33, AXIS);
  }

  /** Draws the frame, and a line below each C with its name. */
  private void octaves(Canvas canvas) {
    canvas.fill(new Box(LEFT - KEYS - 1, top, 1, height), OCTAVE);
    canvas.fill(new Box(LEFT - 1, top, 1, height), OCTAVE);
    line(canvas, top);
    line(canvas, top + height - 1);
    for (int pitch = pitches.low(); pitch <= pitches.high(); pitch++) {
      if (pitch % 12 == 0) {
        int below = top(pitch - 1);
        line(canvas, below - 1);
        double middle = (top(pitch) + below) / 2.0;
        canvas.write(PitchName.of(pitch), LEFT - KEYS - 5, Math.rint(middle) + 4, KEY);
      }
    }
  }

  private void line(Canvas canvas, int y) {
    canvas.fill(new Box(LEFT - KEYS - 1, y, KEYS + 1 + scale.width(), 1), OCTAVE);
  }

  private void draw(Canvas canvas, Note note) {
    double left = scale.pixels(time.applyAsDouble(note.onsetTicks()));
    double right = scale.pixels(time.applyAsDouble(note.endTicks()));
    // A gap before the next note of the same key, and something to see of the shortest.
    double width = Math.max(1.5, right - left - 1);
    int y = top(note.pitch());
    int rowHeight = top(note.pitch() - 1) - y;
    int gap = rowHeight > 4 ? 1 : 0;
    canvas.fill(new Box(LEFT + left, y, width, rowHeight - gap), VelocityColor.of(note.velocity()));
  }

  /** Draws the colors of the velocities, from the softest to the loudest. */
  private void legend(Canvas canvas) {
    double baseline = spec.height() - BOTTOM + 33;
    double right = spec.width() - RIGHT;
    canvas.write("127", right, baseline, KEY);
    double left = right - BitmapFont.width("127") - 6 - LEGEND;
    for (int x = 0; x < LEGEND; x += 2) {
      int velocity = 1 + 126 * x / (LEGEND - 2);
      canvas.fill(new Box(left + x, baseline - 9, 2, 10), VelocityColor.of(velocity));
    }
    canvas.write("velocity 1", left - 6, baseline, KEY);
  }

  /**
   * Returns the upper edge of a key's row, and the lower edge of the next higher key's: a whole
   * pixel.
   */
  private int top(int pitch) {
    return top + Math.round((float) (pitches.high() - pitch) * height / pitches.size());
  }

  private static boolean isBlack(int pitch) {
    return PitchName.of(pitch).contains("#");
  }
}
