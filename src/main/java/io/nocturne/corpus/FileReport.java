package io.nocturne.corpus;

import io.nocturne.base.Require;
import io.nocturne.input.FilePlace;
import io.nocturne.input.MusicFile;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Silence;
import io.nocturne.music.Timeline;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.token.Encoding.EncodingLoss;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of preparing one file.
 *
 * @param file its path, as the user named it or the folder above it
 * @param notes how many notes it holds
 * @param changes how they differ from what is in the corpus
 * @param diagnostics what was wrong, in the order of the file; for a skipped or duplicate one, why
 */
public record FileReport(
    String file, Status status, int notes, Changes changes, List<FileDiagnostic> diagnostics) {

  /** Creates the report of a file whose notes are written as they are. */
  public FileReport(String file, Status status, int notes, List<FileDiagnostic> diagnostics) {
    this(file, status, notes, Changes.NONE, diagnostics);
  }

  /** Returns this report with other changes. */
  FileReport with(Changes other) {
    return new FileReport(file, status, notes, other, diagnostics);
  }

  /** The outcomes; {@code report.json} has the names in lower case. */
  public enum Status {
    /** It is intact, and in the corpus. */
    READ,
    /** It is damaged; what could be read is in the corpus. */
    REPAIRED,
    /** It is not in the corpus: it is unreadable, or has nothing to take. */
    SKIPPED,
    /** It is not in the corpus: an earlier file has the same bytes or the same notes. */
    DUPLICATE;

    /** Returns whether the file's notes are in the corpus. */
    public boolean taken() {
      return this == READ || this == REPAIRED;
    }
  }

  /**
   * The differences between a file's notes and what is in the corpus.
   *
   * @param percussion how many notes are percussion, and were left out
   * @param unselected which other notes were left out, by their tracks
   * @param loss what the tokens do not preserve of the other notes
   * @param keys of its pieces, where they were to be moved to another
   * @param timing when its notes sound
   */
  public record Changes(
      int percussion,
      Unselected unselected,
      EncodingLoss loss,
      List<KeyChange> keys,
      TimingFindings timing) {
    /** Nothing was changed. */
    public static final Changes NONE = new Changes(0, EncodingLoss.NONE);

    public Changes {
      Require.atLeast("percussion notes", percussion, 0);
      Objects.requireNonNull(loss, "loss");
      keys = List.copyOf(keys);
    }

    /** Creates the changes of notes that keep their key and time. */
    public Changes(int percussion, EncodingLoss loss) {
      this(percussion, Unselected.NONE, loss, List.of(), TimingFindings.NONE);
    }

    Changes withUnknown(long tokens) {
      return new Changes(percussion, unselected, loss.withUnknown(tokens), keys, timing);
    }
  }

  /**
   * A problem of a file, or the reason why it was not taken.
   *
   * @param place empty if it is about the file as a whole
   * @param message a clause without the file's name, such as {@code track 2 ends 12 bytes early}
   */
  public record FileDiagnostic(Optional<FilePlace> place, String message) {

    static FileDiagnostic of(MusicFile.Finding diagnostic) {
      return new FileDiagnostic(Optional.of(diagnostic.place()), diagnostic.message());
    }

    static FileDiagnostic ofFile(String message) {
      return new FileDiagnostic(Optional.empty(), message);
    }
  }

  public FileReport {
    Require.atLeast("notes", notes, 0);
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Findings about when the notes of a file sound, and the changes that were made.
   *
   * @param silences its long silences, {@link Silence#longOnes}, as they are in the file; a report
   *     that was read from {@code report.json} has the first 100 of them
   * @param shortened how many silences were shortened
   * @param secondsTakenOut by how much in all
   * @param closeOnsets of the times at which notes begin, the share that come less than 50 ms after
   *     the one before, 0 to 1; of several pieces in a file the largest
   * @param offBeatOnsets of the times at which notes begin, the share that are off each
   *     twenty-fourth of a quarter, 0 to 1; of several pieces in a file the largest; 0 where ticks
   *     are parts of frames
   * @param pedalChanges how many times the sustain pedal moves
   */
  public record TimingFindings(
      List<Silence> silences,
      int shortened,
      double secondsTakenOut,
      double closeOnsets,
      double offBeatOnsets,
      int pedalChanges) {
    /** The findings of a file without notes. */
    public static final TimingFindings NONE = new TimingFindings(List.of(), 0, 0, 0, 0, 0);

    private static final double CLOSE_SECONDS = 0.05;

    /** The parts of a quarter: enough for notes down to 1/32 and their triplets. */
    private static final int BEAT_PARTS = 24;

    public TimingFindings {
      silences = List.copyOf(silences);
      if (shortened < 0) {
        throw new IllegalArgumentException(
            "shortened silences must be at least 0, were " + shortened);
      }
      Require.share("close onsets", closeOnsets);
      Require.share("off-beat onsets", offBeatOnsets);
      Require.atLeast("pedal changes", pedalChanges, 0);
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
      int offBeat = 0;
      for (Note note : piece.notes()) {
        if (note.onsetTicks() > last) {
          last = note.onsetTicks();
          double seconds = timeline.seconds(last);
          close += seconds - lastSeconds < CLOSE_SECONDS ? 1 : 0;
          offBeat += isOffBeat(last, piece.division()) ? 1 : 0;
          lastSeconds = seconds;
          onsets++;
        }
      }
      return new TimingFindings(
          Silence.longOnes(piece),
          0,
          0,
          (double) close / Math.max(1, onsets),
          (double) offBeat / Math.max(1, onsets),
          (int)
              piece.tracks().stream()
                  .flatMap(track -> track.controls().stream())
                  .filter(ControlChange::isSustainPedal)
                  .count());
    }

    private static boolean isOffBeat(long tick, Division division) {
      if (!(division instanceof Division.Metrical metrical)) {
        return false;
      }
      long ticks = metrical.ticksPerQuarter();
      // Where a twenty-fourth is not a whole number of ticks, programs round.
      long rounding = ticks % BEAT_PARTS == 0 ? 0 : BEAT_PARTS;
      long rest = tick % ticks * BEAT_PARTS % ticks;
      return Math.min(rest, ticks - rest) > rounding;
    }

    /** Returns these findings after silences were shortened. */
    TimingFindings shortened(int count, double seconds) {
      return new TimingFindings(silences, count, seconds, closeOnsets, offBeatOnsets, pedalChanges);
    }

    /** Combines the findings of the pieces of a file. */
    static TimingFindings together(List<TimingFindings> pieces) {
      return new TimingFindings(
          pieces.stream().flatMap(piece -> piece.silences.stream()).toList(),
          pieces.stream().mapToInt(TimingFindings::shortened).sum(),
          pieces.stream().mapToDouble(TimingFindings::secondsTakenOut).sum(),
          pieces.stream().mapToDouble(TimingFindings::closeOnsets).max().orElse(0),
          pieces.stream().mapToDouble(TimingFindings::offBeatOnsets).max().orElse(0),
          pieces.stream().mapToInt(TimingFindings::pedalChanges).sum());
    }

    /**
     * Returns whether someone seems to have played the piece: most onsets are off the beat or come
     * right after another. (Of 121 pieces of Chopin's that are played as they are written, at most
     * 25 % are off the beat and 40 % come right after another; of 267 performances in ASAP, at
     * least 84 % are off the beat.)
     */
    public boolean looksPlayed() {
      return offBeatOnsets > 0.5 || closeOnsets > 0.5;
    }
  }
}
