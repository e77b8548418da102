package io.nocturne.token;

import io.nocturne.music.Piece;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Token ids as words with spaces between, and words as ids. */
final class TokenWords {
  private TokenWords() {}

  static int[] ids(Tokenizer tokenizer, String words) {
    return Arrays.stream(words.split(" "))
        .filter(word -> !word.isEmpty())
        .mapToInt(word -> tokenizer.vocabulary().id(word).orElseThrow())
        .toArray();
  }

  static String words(Tokenizer tokenizer, int[] ids) {
    return Arrays.stream(ids)
        .mapToObj(tokenizer.vocabulary()::token)
        .collect(Collectors.joining(" "));
  }

  /** Returns the tokens that a piece is encoded as. */
  static String words(Tokenizer tokenizer, Piece piece) {
    return words(tokenizer, tokenizer.encode(piece).tokens().toArray());
  }
}
