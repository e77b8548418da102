package io.nocturne.corpus;

import io.nocturne.corpus.SourceReader.DraftPiece;
import io.nocturne.corpus.SourceReader.SourceOutcome;
import io.nocturne.token.Draft;
import io.nocturne.token.Encoding;
import io.nocturne.token.Tokenization;
import io.nocturne.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** The pieces of a corpus until all are read and the vocabulary is known. */
final class Drafts {
  private final List<Taken> all = new ArrayList<>();

  /**
   * A piece that is taken.
   *
   * @param file its file's place among the reports
   */
  private record Taken(int file, String sha256, DraftPiece piece) {
    Draft draft() {
      return piece.draft();
    }
  }

  /** Takes a file's pieces. */
  void add(int file, SourceOutcome outcome) {
    outcome.pieces().forEach(piece -> all.add(new Taken(file, outcome.sha256(), piece)));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The corpus, and the reports with what is known only now. */
  PreparedCorpus written(Tokenization tokenization, List<FileReport> reports) {
    Tokenizer tokenizer = tokenization.tokenizer(all.stream().map(Taken::draft).toList());
    List<TokenizedPiece> pieces = new ArrayList<>(all.size());
    long[] unknown = new long[reports.size()];
    for (Taken taken : all) {
      Encoding encoding = taken.draft().encoding(tokenizer);
      unknown[taken.file()] += encoding.loss().unknown();
      pieces.add(new TokenizedPiece(taken.piece().name(), taken.sha256(), encoding.tokens()));
    }
    List<FileReport> told = new ArrayList<>(reports.size());
    for (int file = 0; file < reports.size(); file++) {
      FileReport report = reports.get(file);
      told.add(report.with(report.changes().withUnknown(unknown[file])));
    }
    Corpus corpus = new Corpus(tokenizer, pieces);
    return new PreparedCorpus(corpus, PrepareReport.of(corpus, told));
  }
}
