package io.nocturne.corpus;

import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileReport.TimingFindings;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Encoding.EncodingLoss;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The outcome of the files that a corpus was made of.
 *
 * @param pieces pieces in the corpus
 * @param notes notes of the files that were taken
 * @param tokens tokens in the corpus
 * @param files every file that was found, in the order of reading
 * @param provenance where the tokens come from; empty in reports of earlier versions
 * @param groups the groups of the pieces, and pieces that have much in common
 */
public record PrepareReport(
    int pieces,
    long notes,
    long tokens,
    List<FileReport> files,
    Optional<Provenance> provenance,
    GroupReport groups) {

  public PrepareReport {
    files = List.copyOf(files);
  }

  /** Creates the report of a corpus of which it is not known where it comes from. */
  public PrepareReport(int pieces, long notes, long tokens, List<FileReport> files) {
    this(pieces, notes, tokens, files, Optional.empty(), GroupReport.NONE);
  }

  static PrepareReport of(Corpus corpus, List<FileReport> files, GroupReport groups) {
    return new PrepareReport(
        corpus.pieces().size(),
        taken(files).mapToLong(FileReport::notes).sum(),
        corpus.tokenCount(),
        files,
        corpus.provenance(),
        groups);
  }

  /** Returns how many files have a status. */
  public long count(Status status) {
    return files.stream().filter(file -> file.status() == status).count();
  }

  /** Returns what the tokens do not preserve of the files taken. */
  public EncodingLoss loss() {
    return taken().map(file -> file.changes().loss()).reduce(EncodingLoss.NONE, EncodingLoss::plus);
  }

  /** Returns how many notes of the files taken are percussion, and were left out. */
  public long percussion() {
    return taken().mapToLong(file -> file.changes().percussion()).sum();
  }

  /** Returns which notes of the files taken were left out by their tracks. */
  public Unselected unselected() {
    return taken()
        .map(file -> file.changes().unselected())
        .reduce(Unselected.NONE, Unselected::plus);
  }

  /** Returns the pieces that were to be moved to another key. */
  public List<KeyChange> keys() {
    return taken().flatMap(file -> file.changes().keys().stream()).toList();
  }

  /** Returns the files taken whose timing matches. */
  public List<FileReport> timed(Predicate<TimingFindings> wanted) {
    return taken().filter(file -> wanted.test(file.changes().timing())).toList();
  }

  /** Returns how many silences were shortened. */
  public int shortened() {
    return taken().mapToInt(file -> file.changes().timing().shortened()).sum();
  }

  /** Returns by how many seconds silences were shortened in all. */
  public double secondsTakenOut() {
    return taken().mapToDouble(file -> file.changes().timing().secondsTakenOut()).sum();
  }

  private Stream<FileReport> taken() {
    return taken(files);
  }

  private static Stream<FileReport> taken(List<FileReport> files) {
    return files.stream().filter(file -> file.status().taken());
  }
}
