package io.nocturne.corpus;

import io.nocturne.corpus.FileReport.Status;
import io.nocturne.music.Silence;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.token.Encoding.EncodingLoss;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Totals over the files that a corpus was made of. All but the statuses and the findings are of the
 * files taken.
 *
 * @param statuses the files of each status
 * @param excluded how many files were left out by {@link Exclusion}; they are in no other figure
 * @param loss what the tokens do not preserve
 * @param percussion how many notes are percussion, and were left out
 * @param unselected which notes were left out by their tracks
 * @param keys the pieces that were to be moved to another key
 * @param silences long silences, and those that were shortened
 * @param played files that look like performances
 * @param findings the first {@value #MAX_FINDINGS} files that are not intact or were not taken
 */
public record FileTotals(
    Map<Status, StatusTotal> statuses,
    long excluded,
    EncodingLoss loss,
    long percussion,
    Unselected unselected,
    KeyTotals keys,
    SilenceTotals silences,
    PlayedTotals played,
    List<FileReport> findings) {
  /** The maximum number of {@link #findings}. */
  public static final int MAX_FINDINGS = 100;

  public FileTotals {
    Map<Status, StatusTotal> all = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      all.put(status, statuses.getOrDefault(status, new StatusTotal(0, 0)));
    }
    statuses = Map.copyOf(all);
    findings = List.copyOf(findings);
  }

  /**
   * The files of a status.
   *
   * @param files how many there are
   * @param notes how many notes they hold
   */
  public record StatusTotal(long files, long notes) {}

  /**
   * Pieces that were to be moved to another key.
   *
   * @param pieces how many there are
   * @param moved how many of them were moved
   * @param unknown in how many no key was found
   */
  public record KeyTotals(long pieces, long moved, long unknown) {}

  /**
   * Long silences, and those that were shortened.
   *
   * @param count how many long ones there are
   * @param files in how many files
   * @param seconds their length in all
   * @param longest the longest; the first of several
   * @param shortened how many silences were shortened
   * @param secondsTakenOut by how much in all
   */
  public record SilenceTotals(
      long count,
      long files,
      double seconds,
      Optional<LocatedSilence> longest,
      long shortened,
      double secondsTakenOut) {}

  /** A silence, and the file that it is in. */
  public record LocatedSilence(String file, Silence silence) {}

  /**
   * Files that look like performances.
   *
   * @param files how many there are
   * @param pedaled in how many of them the sustain pedal moves
   * @param first the first one
   */
  public record PlayedTotals(long files, long pedaled, Optional<String> first) {}

  /** Returns the totals of files. */
  public static FileTotals of(Iterable<FileReport> files) {
    FileTally tally = new FileTally();
    files.forEach(tally::add);
    return tally.totals();
  }

  /** Returns how many files have a status. */
  public long files(Status status) {
    return statuses.get(status).files();
  }

  /** Returns how many notes the files of a status hold. */
  public long notes(Status status) {
    return statuses.get(status).notes();
  }

  /** Returns how many files there are. */
  public long files() {
    return statuses.values().stream().mapToLong(StatusTotal::files).sum();
  }

  /** Returns how many files are not intact or were not taken. */
  public long findingCount() {
    return files() - files(Status.READ);
  }
}
