package io.nocturne.music;

import java.util.ArrayList;
import java.util.List;

/**
 * A time in a piece in which no note sounds. What a pedal holds counts as silent, unless the notes
 * were lengthened by it.
 *
 * @param startTick where the last note before ends; 0 before the first note
 * @param endTick where the next note begins
 * @param startSeconds when it begins, from the start of the piece
 * @param seconds how long it lasts
 */
public record Silence(long startTick, long endTick, double startSeconds, double seconds) {
  /**
   * The length from which {@link #longOnes} calls a silence long, in seconds. The longest silence
   * in 121 pieces of Chopin's, played as they are written, is one of 4.2 seconds.
   */
  public static final double LONG_SECONDS = 10;

  public Silence {
    Ranges.requireTick(startTick);
    if (endTick <= startTick) {
      throw new IllegalArgumentException(
          "end of a silence must be after its start %d, was %d".formatted(startTick, endTick));
    }
    if (!(startSeconds >= 0 && seconds >= 0)) {
      throw new IllegalArgumentException(
          "start and length of a silence must be at least 0, were %s and %s"
              .formatted(startSeconds, seconds));
    }
  }

  /**
   * Returns the silences of a piece that are longer than a number of seconds, in order: before its
   * first note and between notes. After the last note there is none.
   */
  public static List<Silence> longerThan(double seconds, Piece piece) {
    Timeline timeline = Timeline.of(piece);
    List<Silence> silences = new ArrayList<>();
    long end = 0;
    for (Note note : piece.notes()) {
      if (note.onsetTicks() > end) {
        double start = timeline.seconds(end);
        double length = timeline.seconds(note.onsetTicks()) - start;
        Silence silence = new Silence(end, note.onsetTicks(), start, length);
        if (silence.secondsOver(seconds) > 0) {
          silences.add(silence);
        }
      }
      end = Math.max(end, note.endTicks());
    }
    return silences;
  }

  /**
   * Returns the silences of a piece that are longer than {@value #LONG_SECONDS} seconds, in order.
   */
  public static List<Silence> longOnes(Piece piece) {
    return longerThan(LONG_SECONDS, piece);
  }

  /**
   * Returns by how many seconds it is longer than a limit; negative if it is shorter. Up to a
   * billionth of the time at which it ends is subtracted, less than any tick, since two doubles of
   * the same time may differ in their last digits.
   */
  public double secondsOver(double limit) {
    return seconds - limit - 1e-9 * (1 + endSeconds());
  }

  /** Returns when it ends, in seconds from the start of the piece. */
  public double endSeconds() {
    return startSeconds + seconds;
  }
}
