package io.nocturne.corpus;

import io.nocturne.token.Encoding;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import io.nocturne.token.Tokens;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The outcome of reading a file, which depends on its bytes and the settings alone.
 *
 * @param report as if no other file were there
 * @param sha256 of its bytes; empty if it could not be opened
 * @param notes whether it has the notes of another
 * @param pieces none if it is to be skipped
 */
record SourceOutcome(FileReport report, String sha256, NoteDigest notes, List<ReadPiece> pieces) {
  SourceOutcome {
    pieces = List.copyOf(pieces);
  }

  /**
   * A piece that was read.
   *
   * @param tempo its median tempo, if it has one
   * @param tokens its ids; none if the vocabulary is learned
   * @param unknown how many of the ids are unknown tokens
   * @param words the names of its tokens if the vocabulary is learned
   */
  record ReadPiece(
      String name, OptionalDouble tempo, Tokens tokens, long unknown, List<String> words) {
    ReadPiece {
      words = List.copyOf(words);
    }

    /** Returns the ids, and how many of them are unknown, by the tokenizer of the corpus. */
    Encoding encoded(TokenizerFitter fitter, Tokenizer fitted) {
      return fitter.learns()
          ? fitter.encode(fitted, words)
          : new Encoding(tokens, EncodingLoss.NONE.withUnknown(unknown));
    }
  }
}
