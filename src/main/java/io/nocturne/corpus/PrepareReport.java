package io.nocturne.corpus;

import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.preprocess.Preprocessing.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of preparing a corpus. Its size does not depend on the number of files, each of which
 * {@link CorpusFolder#readFiles} reads.
 *
 * @param pieces pieces in the corpus
 * @param notes notes of the files that were taken
 * @param tokens tokens in the corpus
 * @param files totals over every file that was found
 * @param provenance where the tokens come from; empty in reports of earlier versions
 * @param groups the groups of the pieces, and pieces that have much in common
 */
public record PrepareReport(
    int pieces,
    long notes,
    long tokens,
    FileTotals files,
    Optional<Provenance> provenance,
    GroupReport groups) {

  /** Creates the report of a corpus of which it is not known where it comes from. */
  public PrepareReport(int pieces, long notes, long tokens, List<FileReport> files) {
    this(pieces, notes, tokens, FileTotals.of(files), Optional.empty(), GroupReport.NONE);
  }

  /** Creates the report of a corpus that is held in memory. */
  static PrepareReport of(Corpus corpus, FileTotals files, GroupReport groups) {
    return new PrepareReport(
        corpus.pieces().size(),
        files.notes(Status.READ) + files.notes(Status.REPAIRED),
        corpus.tokenCount(),
        files,
        corpus.provenance(),
        groups);
  }
}
