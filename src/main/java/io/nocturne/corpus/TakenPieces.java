package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.corpus.SourceReader.ReadPiece;
import io.nocturne.corpus.SourceReader.SourceOutcome;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Encoding;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pieces of a corpus until all are read and its tokenizer can be fitted. */
final class TakenPieces {
  private final TokenizerFitter fitter;
  private final Preprocessing preprocessing;
  private final List<TakenPiece> all = new ArrayList<>();

  TakenPieces(PrepareSpec spec) {
    this.fitter = spec.tokenizer();
    this.preprocessing = spec.preprocessing();
  }

  /**
   * A piece that is in the corpus.
   *
   * @param file the index of its file among the reports
   */
  private record TakenPiece(int file, String sha256, ReadPiece piece) {}

  /** Adds the pieces of a file. */
  void add(int file, SourceOutcome outcome) {
    outcome.pieces().forEach(piece -> all.add(new TakenPiece(file, outcome.sha256(), piece)));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns the corpus, and the reports with the number of unknown tokens. */
  PreparedCorpus prepared(List<FileReport> reports) {
    Tokenizer tokenizer =
        fitter.fit(all.stream().flatMap(taken -> taken.piece().notes().stream()).toList());
    List<TokenizedPiece> pieces = new ArrayList<>(all.size());
    long[] unknown = new long[reports.size()];
    for (TakenPiece taken : all) {
      Encoding encoding = taken.piece().encoded(tokenizer);
      unknown[taken.file()] += encoding.loss().unknown();
      pieces.add(new TokenizedPiece(taken.piece().name(), taken.sha256(), encoding.tokens()));
    }
    List<FileReport> complete = new ArrayList<>(reports.size());
    for (int file = 0; file < reports.size(); file++) {
      FileReport report = reports.get(file);
      complete.add(report.with(report.changes().withUnknown(unknown[file])));
    }
    Corpus corpus = new Corpus(tokenizer, pieces, Optional.of(provenance()));
    return new PreparedCorpus(corpus, PrepareReport.of(corpus, complete));
  }

  private Provenance provenance() {
    return Provenance.of(
        preprocessing, all.stream().flatMapToDouble(taken -> taken.piece().tempo().stream()));
  }
}
