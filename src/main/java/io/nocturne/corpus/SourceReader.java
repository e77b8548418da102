package io.nocturne.corpus;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileReport.TimingFindings;
import io.nocturne.corpus.SourceOutcome.ReadPiece;
import io.nocturne.input.MusicFile;
import io.nocturne.input.MusicFileException;
import io.nocturne.input.MusicReader;
import io.nocturne.io.file.FileProblem;
import io.nocturne.io.file.Sha256;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessed;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.token.Encoding;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import io.nocturne.token.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of music and encodes its pieces. */
final class SourceReader {
  private final TokenizerFitter tokenizer;
  private final Tokenizer unfitted;
  private final Preprocessing preprocessing;
  private final ReadOptions options;

  SourceReader(TokenizerFitter tokenizer, Preprocessing preprocessing, ReadOptions options) {
    this.tokenizer = tokenizer;
    this.unfitted = tokenizer.unfitted();
    this.preprocessing = preprocessing;
    this.options = options;
  }

  /**
   * Reads a file. What is wrong with it is in the report.
   *
   * @throws IOException if reading is strict and anything is
   */
  SourceOutcome read(MidiSource source) throws IOException {
    byte[] bytes;
    try {
      bytes = source.content().bytes();
    } catch (IOException e) {
      return unopened(source, FileProblem.reason(e));
    }
    String sha256 = Sha256.hex(bytes);
    try {
      MusicFile file = MusicReader.read(bytes, source.shown(), source.shown(), options);
      return tokenized(source, sha256, file);
    } catch (MusicFileException e) {
      if (strict()) {
        throw e;
      }
      return skipped(source, sha256, FileReport.FileDiagnostic.of(e.reason()));
    }
  }

  private boolean strict() {
    return options.strictness() == Strictness.STRICT;
  }

  private SourceOutcome unopened(MidiSource source, String problem) throws IOException {
    if (strict()) {
      throw new UserIOException(
          "%s: %s; make it readable or leave it out".formatted(source.shown(), problem));
    }
    return skipped(source, "", FileReport.FileDiagnostic.ofFile(problem));
  }

  private SourceOutcome skipped(MidiSource source, String sha256, FileReport.FileDiagnostic why) {
    var report = new FileReport(source.shown(), Status.SKIPPED, 0, List.of(why));
    return new SourceOutcome(report, sha256, NoteDigest.of(List.of()), List.of());
  }

  /**
   * The result of reading one piece of a file.
   *
   * @param encoding its tokens, by the tokenizer before it was fitted
   */
  private record PieceResult(Preprocessed piece, TimingFindings timing, Encoding encoding) {}

  private PieceResult read(Piece original) {
    Preprocessed piece = preprocessing.apply(original);
    return new PieceResult(
        piece,
        TimingFindings.of(piece.selected())
            .shortened(piece.shortened().silences(), piece.shortened().seconds()),
        unfitted.encode(piece.piece()));
  }

  private SourceOutcome tokenized(MidiSource source, String sha256, MusicFile file) {
    List<PieceResult> results = file.pieces().stream().map(this::read).toList();
    List<ReadPiece> pieces = readPieces(source.name(), results);
    Changes changes = changes(results);
    List<FileReport.FileDiagnostic> diagnostics = new ArrayList<>();
    file.diagnostics()
        .forEach(diagnostic -> diagnostics.add(FileReport.FileDiagnostic.of(diagnostic)));
    if (pieces.isEmpty()) {
      diagnostics.add(FileReport.FileDiagnostic.ofFile(whyEmpty(file.noteCount(), changes)));
    }
    var report =
        new FileReport(
            source.shown(), status(file, pieces), file.noteCount(), changes, diagnostics);
    return new SourceOutcome(report, sha256, notes(results), pieces);
  }

  private static NoteDigest notes(List<PieceResult> results) {
    return NoteDigest.of(results.stream().map(result -> result.piece.selected()).toList());
  }

  /** Returns the pieces that have tokens; several of one file are numbered by their place in it. */
  private List<ReadPiece> readPieces(String name, List<PieceResult> results) {
    List<ReadPiece> pieces = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      PieceResult result = results.get(i);
      if (result.encoding.tokens().length() > 0) {
        String numbered = results.size() == 1 ? name : name + "#" + (i + 1);
        pieces.add(readPiece(numbered, result));
      }
    }
    return pieces;
  }

  private ReadPiece readPiece(String name, PieceResult result) {
    boolean learns = tokenizer.learns();
    return new ReadPiece(
        name,
        result.piece.original().medianTempo(),
        learns ? Tokens.of() : result.encoding.tokens(),
        learns ? 0 : result.encoding.loss().unknown(),
        tokenizer.words(result.piece.piece()));
  }

  private static Changes changes(List<PieceResult> results) {
    return new Changes(
        results.stream().mapToInt(result -> result.piece.percussion()).sum(),
        results.stream()
            .map(result -> result.piece.unselected())
            .reduce(Unselected.NONE, Unselected::plus),
        // Unknown tokens are counted once the tokenizer is fitted, of pieces in the corpus alone.
        results.stream()
            .map(result -> result.encoding.loss())
            .reduce(EncodingLoss.NONE, EncodingLoss::plus)
            .withUnknown(0),
        results.stream().flatMap(result -> result.piece.key().stream()).toList(),
        TimingFindings.together(results.stream().map(PieceResult::timing).toList()));
  }

  private String whyEmpty(int notes, Changes changes) {
    if (notes == 0) {
      return "it contains no notes";
    }
    if (changes.percussion() == notes) {
      return "it contains only percussion";
    }
    if (changes.percussion() + changes.unselected().notes() == notes) {
      return "none of its notes is of the tracks " + preprocessing.tracks();
    }
    if (changes.loss().late() > 0 && changes.loss().outOfRange() == 0) {
      return "its notes begin too late for the tokens";
    }
    return notes == 1
        ? "its only note is not in the vocabulary"
        : "none of its %d notes is in the vocabulary".formatted(notes);
  }

  private static Status status(MusicFile file, List<ReadPiece> pieces) {
    if (pieces.isEmpty()) {
      return Status.SKIPPED;
    }
    return file.diagnostics().isEmpty() ? Status.READ : Status.REPAIRED;
  }
}
