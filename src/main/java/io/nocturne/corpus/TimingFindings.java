package io.nocturne.corpus;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Silence;
import io.nocturne.music.Timeline;
import java.util.List;

/**
 * Findings about when the notes of a file sound, and the changes that were made.
 *
 * @param silences its long silences, {@link Silence#longOnes}, as they are in the file; a report
 *     that was read from {@code report.json} has the first 100 of them
 * @param shortened how many silences were shortened
 * @param secondsTakenOut by how much in all
 * @param closeOnsets of the times at which notes begin, the share that come less than 50 ms after
 *     the one before, 0 to 1; of several pieces in a file the largest
 */
public record TimingFindings(
    List<Silence> silences, int shortened, double secondsTakenOut, double closeOnsets) {
  /** The findings of a file without notes. */
  public static final TimingFindings NONE = new TimingFindings(List.of(), 0, 0, 0);

  private static final double CLOSE_SECONDS = 0.05;

  public TimingFindings {
    silences = List.copyOf(silences);
    if (shortened < 0) {
      throw new IllegalArgumentException(
          "shortened silences must be at least 0, were " + shortened);
    }
    if (!(closeOnsets >= 0 && closeOnsets <= 1)) {
      throw new IllegalArgumentException("close onsets must be 0 to 1, were " + closeOnsets);
    }
    if (!(secondsTakenOut >= 0)) {
      throw new IllegalArgumentException(
          "seconds taken out must be at least 0, were " + secondsTakenOut);
    }
  }

  /** Returns the findings of a piece as its file has it. */
  static TimingFindings of(Piece piece) {
    Timeline timeline = Timeline.of(piece);
    long last = -1;
    double lastSeconds = Double.NEGATIVE_INFINITY;
    int onsets = 0;
    int close = 0;
    for (Note note : piece.notes()) {
      if (note.onsetTicks() > last) {
        last = note.onsetTicks();
        double seconds = timeline.seconds(last);
        close += seconds - lastSeconds < CLOSE_SECONDS ? 1 : 0;
        lastSeconds = seconds;
        onsets++;
      }
    }
    return new TimingFindings(Silence.longOnes(piece), 0, 0, (double) close / Math.max(1, onsets));
  }

  /** Returns these findings after silences were shortened. */
  TimingFindings shortened(int count, double seconds) {
    return new TimingFindings(silences, count, seconds, closeOnsets);
  }

  /** Combines the findings of the pieces of a file. */
  static TimingFindings together(List<TimingFindings> pieces) {
    return new TimingFindings(
        pieces.stream().flatMap(piece -> piece.silences.stream()).toList(),
        pieces.stream().mapToInt(TimingFindings::shortened).sum(),
        pieces.stream().mapToDouble(TimingFindings::secondsTakenOut).sum(),
        pieces.stream().mapToDouble(TimingFindings::closeOnsets).max().orElse(0));
  }

  /**
   * Returns whether chords fall apart, as they do where someone played them: most onsets come right
   * after another. (In the fastest of 121 pieces of Chopin's, played as they are written, 40 % do.)
   */
  public boolean looksPlayed() {
    return closeOnsets > 0.5;
  }
}
