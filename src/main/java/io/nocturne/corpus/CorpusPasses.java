package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.FileReport.FileDiagnostic;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.OutcomeCodec.OutcomeHead;
import io.nocturne.corpus.PieceGrouper.FoundGroups;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PrepareStage;
import io.nocturne.corpus.SourceOutcome.ReadPiece;
import io.nocturne.corpus.SourceRepeats.FoundRepeats;
import io.nocturne.corpus.SourceRepeats.Sameness;
import io.nocturne.io.file.Sha256;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Encoding;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter.VocabularyLearner;
import io.nocturne.token.Tokens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The passes from sources that were read to a corpus. Each visits them on the disk in their order,
 * so that memory does not depend on their number.
 */
final class CorpusPasses {
  private final PrepareSpec spec;
  private final OutcomeBlocks blocks;
  private final Path work;
  private final PrepareListener listener;

  /**
   * Creates the passes.
   *
   * @param work receives files
   */
  CorpusPasses(PrepareSpec spec, OutcomeBlocks blocks, Path work, PrepareListener listener) {
    this.spec = spec;
    this.blocks = blocks;
    this.work = work;
    this.listener = listener;
  }

  /**
   * The pieces of a corpus, and the median of their tempos.
   *
   * @param tempo also of those that have the tokens of others; empty if none has any
   */
  record FoundPieces(TakenPieces pieces, OptionalDouble tempo) {}

  /**
   * Fits the tokenizer, and finds the pieces that are not repeats of others; empty if there are no
   * pieces.
   */
  Optional<FoundPieces> pieces() throws IOException {
    Optional<FoundRepeats> repeatedFiles = repeats();
    if (repeatedFiles.isEmpty()) {
      return Optional.empty();
    }
    ReadSources sources = new ReadSources(blocks, repeatedFiles.get());
    TakenPieces all = new TakenPieces(sources, spec.tokenizer(), tokenizer(sources));
    try (SourceRepeats repeats = new SourceRepeats(work, "tokens");
        TempoMedian tempo = new TempoMedian(work)) {
      repeats.addAll(sources.repeats());
      sources.forEachTaken(
          (source, taken) -> {
            listener.progressed(
                PrepareStage.COMPARING, source + 1, OptionalLong.of(blocks.sources()));
            byte[] tokens = digest(all.encodings(taken.pieces()));
            repeats.add(Sameness.TOKENS, tokens, source, taken.file());
            for (ReadPiece piece : taken.pieces()) {
              if (piece.tempo().isPresent()) {
                tempo.add(piece.tempo().getAsDouble());
              }
            }
          });
      ReadSources distinct = new ReadSources(blocks, repeats.find());
      TakenPieces pieces = new TakenPieces(distinct, all.fitter(), all.tokenizer());
      return Optional.of(new FoundPieces(pieces, tempo.median()));
    }
  }

  /**
   * Finds the sources that repeat the bytes or the notes of an earlier one; empty if none can be
   * taken.
   */
  private Optional<FoundRepeats> repeats() throws IOException {
    boolean[] isTaken = {false};
    try (SourceRepeats repeats = new SourceRepeats(work, "files")) {
      blocks.forEach(
          (source, bytes) -> {
            OutcomeHead head = OutcomeCodec.head(bytes);
            if (head.taken()) {
              isTaken[0] = true;
              byte[] sha256 = HexFormat.of().parseHex(head.sha256());
              repeats.add(Sameness.BYTES, sha256, source, head.file());
              repeats.add(Sameness.NOTES, head.notes().bytes(), source, head.file());
            }
          });
      return isTaken[0] ? Optional.of(repeats.find()) : Optional.empty();
    }
  }

  private Tokenizer tokenizer(ReadSources sources) throws IOException {
    VocabularyLearner learner = spec.tokenizer().learner();
    if (spec.tokenizer().learns()) {
      try (WordCounts counts = new WordCounts(work)) {
        sources.forEachTaken(
            (source, taken) -> {
              for (ReadPiece piece : taken.pieces()) {
                counts.add(piece.words());
              }
            });
        counts.learn(learner);
      }
    }
    return learner.tokenizer();
  }

  private static byte[] digest(List<Encoding> encodings) {
    MessageDigest digest = Sha256.digest();
    for (Encoding encoding : encodings) {
      Tokens tokens = encoding.tokens();
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * tokens.length());
      bytes.putInt(tokens.length());
      for (int i = 0; i < tokens.length(); i++) {
        bytes.putChar((char) tokens.id(i));
      }
      digest.update(bytes.flip());
    }
    return digest.digest();
  }

  /**
   * The corpus that was given to a sink, without its pieces.
   *
   * @param tokenCounts how often each token occurs, by its id
   */
  record WrittenPieces(PrepareReport report, List<Long> tokenCounts) {}

  /** Gives all files and pieces to a sink. */
  WrittenPieces write(FoundPieces found, FoundGroups groups, CorpusSink sink) throws IOException {
    TakenPieces pieces = found.pieces();
    FileTally tally = new FileTally();
    long[] counts = new long[pieces.tokenizer().vocabulary().size()];
    int[] number = {0};
    pieces
        .sources()
        .forEach(
            (source, outcome, why) -> {
              listener.progressed(
                  PrepareStage.WRITING, source + 1, OptionalLong.of(blocks.sources()));
              FileReport file = outcome.report();
              if (why.isPresent()) {
                file = repeat(file, why.get());
              } else if (file.status().taken()) {
                List<Encoding> encodings = pieces.encodings(outcome.pieces());
                file = file.with(file.changes().withUnknown(unknown(encodings)));
                for (int i = 0; i < encodings.size(); i++) {
                  String name = outcome.pieces().get(i).name();
                  Tokens tokens = encodings.get(i).tokens();
                  count(tokens, counts);
                  sink.add(
                      source,
                      new TokenizedPiece(
                          name,
                          outcome.sha256(),
                          tokens,
                          groups.grouping().member(number[0]++, name)));
                }
              }
              tally.add(file);
              sink.add(file);
            });
    tally.addExcluded(blocks.excluded());
    FileTotals totals = tally.totals();
    PrepareReport report =
        new PrepareReport(
            number[0],
            totals.notes(Status.READ) + totals.notes(Status.REPAIRED),
            Arrays.stream(counts).sum(),
            totals,
            Optional.of(new Provenance(spec.preprocessing(), found.tempo())),
            groups.report());
    return new WrittenPieces(report, Arrays.stream(counts).boxed().toList());
  }

  private static long unknown(List<Encoding> encodings) {
    return encodings.stream().mapToLong(encoding -> encoding.loss().unknown()).sum();
  }

  private static void count(Tokens tokens, long[] counts) {
    for (int i = 0; i < tokens.length(); i++) {
      counts[tokens.id(i)]++;
    }
  }

  /** Returns the report of a file that is left out because an earlier one is the same. */
  private static FileReport repeat(FileReport report, String why) {
    return new FileReport(
        report.file(),
        Status.DUPLICATE,
        report.notes(),
        report.changes(),
        List.of(FileDiagnostic.ofFile(why)));
  }
}
