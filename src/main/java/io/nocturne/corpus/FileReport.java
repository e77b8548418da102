package io.nocturne.corpus;

import io.nocturne.base.Require;
import io.nocturne.music.Key;
import io.nocturne.token.EncodingLoss;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
   * @param loss what the tokens do not preserve of the other notes
   * @param keys of its pieces, where they were to be moved to another
   * @param timing when its notes sound
   */
  public record Changes(
      int percussion, EncodingLoss loss, List<KeyChange> keys, TimingFindings timing) {
    /** Nothing was changed. */
    public static final Changes NONE =
        new Changes(0, EncodingLoss.NONE, List.of(), TimingFindings.NONE);

    public Changes {
      Require.atLeast("percussion notes", percussion, 0);
      Objects.requireNonNull(loss, "loss");
      keys = List.copyOf(keys);
    }

    /** Creates the changes of notes that keep their key and time. */
    public Changes(int percussion, EncodingLoss loss) {
      this(percussion, loss, List.of(), TimingFindings.NONE);
    }

    Changes withUnknown(long tokens) {
      return new Changes(percussion, loss.withUnknown(tokens), keys, timing);
    }
  }

  /**
   * A piece moved to another key.
   *
   * @param key what it was in; empty if none was found, and it stayed
   * @param semitones by which it was moved, downwards if negative
   */
  public record KeyChange(Optional<Key> key, int semitones) {}

  /**
   * A problem of a file, or the reason why it was not taken.
   *
   * @param offset byte of the file, from 0; empty if it is about the file as a whole
   * @param track number of the track, from 1, or 0 for what comes before the first; empty if it is
   *     about the file as a whole
   * @param message a clause without the file's name, such as {@code track 2 ends 12 bytes early}
   */
  public record FileDiagnostic(OptionalLong offset, OptionalInt track, String message) {

    static FileDiagnostic of(io.nocturne.midi.MidiFile.Diagnostic diagnostic) {
      return new FileDiagnostic(
          OptionalLong.of(diagnostic.offset()),
          OptionalInt.of(diagnostic.track()),
          diagnostic.message());
    }

    static FileDiagnostic ofFile(String message) {
      return new FileDiagnostic(OptionalLong.empty(), OptionalInt.empty(), message);
    }
  }

  public FileReport {
    Require.atLeast("notes", notes, 0);
    diagnostics = List.copyOf(diagnostics);
  }
}
