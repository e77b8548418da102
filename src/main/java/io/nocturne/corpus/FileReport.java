package io.nocturne.corpus;

import io.nocturne.music.Key;
import io.nocturne.rhythm.QuantizationError;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What became of one file.
 *
 * @param file its path, as the user named it or the folder above it
 * @param counts its notes
 * @param changes what its notes have become
 * @param diagnostics what was wrong, in the order of the file; for a skipped or duplicate one, why
 */
public record FileReport(
    String file,
    Status status,
    NoteCounts counts,
    Changes changes,
    List<FileDiagnostic> diagnostics) {

  /** Of a file whose notes are written as they are. */
  public FileReport(
      String file, Status status, NoteCounts counts, List<FileDiagnostic> diagnostics) {
    this(file, status, counts, Changes.NONE, diagnostics);
  }

  /** This with other changes. */
  FileReport with(Changes other) {
    return new FileReport(file, status, counts, other, diagnostics);
  }

  /** What became of a file; {@code report.json} has the names in lower case. */
  public enum Status {
    /** Sound, and in the corpus. */
    READ,
    /** Damaged; what could be read is in the corpus. */
    REPAIRED,
    /** Not in the corpus: unreadable, or nothing in it to take. */
    SKIPPED,
    /** Not in the corpus: an earlier file has the same bytes or the same notes. */
    DUPLICATE;

    /** Whether the file's notes are in the corpus. */
    public boolean taken() {
      return this == READ || this == REPAIRED;
    }
  }

  /**
   * What became of a file's notes.
   *
   * @param notes how many it holds
   * @param outside how many of them the vocabulary could not express and were left out
   * @param folded how many of them were moved by octaves
   * @param percussion how many of them are percussion, and were left out
   */
  public record NoteCounts(int notes, int outside, int folded, int percussion) {
    /** Of a file that could not be read. */
    static final NoteCounts NONE = new NoteCounts(0, 0, 0, 0);

    public NoteCounts {
      if (notes < 0 || outside < 0 || folded < 0 || percussion < 0) {
        throw new IllegalArgumentException(
            "note counts must be at least 0, were %d, %d, %d and %d"
                .formatted(notes, outside, folded, percussion));
      }
    }
  }

  /**
   * What a file's notes have become besides.
   *
   * @param unknown how many of its tokens are {@code <unk>}
   * @param quantisation what putting its notes on a grid has changed
   * @param keys of its pieces, where they were to be moved to another
   * @param timing when its notes sound
   */
  public record Changes(
      int unknown, QuantizationError quantisation, List<KeyChange> keys, TimingFindings timing) {
    /** They are as they were. */
    public static final Changes NONE =
        new Changes(0, QuantizationError.NONE, List.of(), TimingFindings.NONE);

    public Changes {
      if (unknown < 0) {
        throw new IllegalArgumentException("unknown tokens must be at least 0, were " + unknown);
      }
      keys = List.copyOf(keys);
    }

    Changes withUnknown(int tokens) {
      return new Changes(tokens, quantisation, keys, timing);
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
   * What was found wrong with a file, or why it was not taken.
   *
   * @param offset byte of the file, from 0; empty if it is about the file as a whole
   * @param track number of the track, from 1, or 0 for what comes before the first; empty if it is
   *     about the file as a whole
   * @param message a clause without the file's name, such as {@code track 2 ends 12 bytes early}
   */
  public record FileDiagnostic(OptionalLong offset, OptionalInt track, String message) {

    static FileDiagnostic of(io.nocturne.midi.Diagnostic diagnostic) {
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
    diagnostics = List.copyOf(diagnostics);
  }
}
