package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.SourceOutcome.ReadPiece;
import io.nocturne.token.Encoding;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import java.io.IOException;
import java.util.List;

/**
 * The pieces of a corpus, encoded one after another in each pass.
 *
 * @param fitter gave the tokenizer
 */
record TakenPieces(ReadSources sources, TokenizerFitter fitter, Tokenizer tokenizer) {

  /** Receives a piece. */
  @FunctionalInterface
  interface TakenPieceVisitor {
    /**
     * Receives it.
     *
     * @param number of the piece, from 0
     */
    void visit(int number, TokenizedPiece piece) throws IOException;
  }

  /** Returns the tokens of a source's pieces. */
  List<Encoding> encodings(List<ReadPiece> pieces) {
    return pieces.stream().map(piece -> piece.encoded(fitter, tokenizer)).toList();
  }

  /** Visits the pieces in order, without groups. */
  void forEach(TakenPieceVisitor visitor) throws IOException {
    int[] count = {0};
    sources.forEachTaken(
        (source, taken) -> {
          for (ReadPiece piece : taken.pieces()) {
            visitor.visit(
                count[0]++,
                new TokenizedPiece(
                    piece.name(), taken.sha256(), piece.encoded(fitter, tokenizer).tokens()));
          }
        });
  }
}
