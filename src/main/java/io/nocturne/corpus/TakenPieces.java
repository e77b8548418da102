package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.SourceReader.SourceOutcome;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Encoding;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import io.nocturne.token.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a corpus until all are read and its tokenizer can be fitted. */
final class TakenPieces {
  private final TokenizerFitter fitter;
  private final Preprocessing preprocessing;
  private final List<TakenFile> all = new ArrayList<>();

  TakenPieces(PrepareSpec spec) {
    this.fitter = spec.tokenizer();
    this.preprocessing = spec.preprocessing();
  }

  /**
   * A file whose pieces are taken.
   *
   * @param number its index among the reports
   */
  private record TakenFile(int number, SourceOutcome outcome) {}

  /** Adds the pieces of a file. */
  void add(int number, SourceOutcome outcome) {
    all.add(new TakenFile(number, outcome));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Returns the corpus. Files whose tokens are those of an earlier one are left out.
   *
   * @param reports of all files; receives the number of unknown tokens, and what is left out
   */
  Corpus corpus(List<FileReport> reports) {
    Tokenizer tokenizer =
        fitter.fit(
            all.stream()
                .flatMap(taken -> taken.outcome().pieces().stream())
                .flatMap(piece -> piece.notes().stream())
                .toList());
    List<TokenizedPiece> pieces = new ArrayList<>();
    Map<List<Tokens>, String> known = new HashMap<>();
    for (TakenFile file : all) {
      FileReport report = reports.get(file.number());
      List<Encoding> encodings =
          file.outcome().pieces().stream().map(piece -> piece.encoded(tokenizer)).toList();
      String same =
          known.putIfAbsent(encodings.stream().map(Encoding::tokens).toList(), report.file());
      if (same == null) {
        long unknown = encodings.stream().mapToLong(encoding -> encoding.loss().unknown()).sum();
        reports.set(file.number(), report.with(report.changes().withUnknown(unknown)));
        pieces.addAll(tokenized(file.outcome(), encodings));
      } else {
        reports.set(file.number(), Duplicates.duplicate(report, "same tokens as " + same));
      }
    }
    return new Corpus(tokenizer, pieces, Optional.of(provenance()));
  }

  private static List<TokenizedPiece> tokenized(SourceOutcome outcome, List<Encoding> encodings) {
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int i = 0; i < encodings.size(); i++) {
      pieces.add(
          new TokenizedPiece(
              outcome.pieces().get(i).name(), outcome.sha256(), encodings.get(i).tokens()));
    }
    return pieces;
  }

  private Provenance provenance() {
    return Provenance.of(
        preprocessing,
        all.stream()
            .flatMap(taken -> taken.outcome().pieces().stream())
            .flatMapToDouble(piece -> piece.tempo().stream()));
  }
}
