package io.nocturne.token;

/**
 * A piece as token ids.
 *
 * @param tokens the ids, none of them that of {@link Vocabulary#PAD}
 * @param skipped how many notes the vocabulary could not express and were left out
 * @param folded how many notes are in {@code tokens} moved by octaves
 */
public record Encoding(Tokens tokens, int skipped, int folded) {
  public Encoding {
    if (skipped < 0) {
      throw new IllegalArgumentException("skipped notes must be at least 0, was " + skipped);
    }
    if (folded < 0) {
      throw new IllegalArgumentException("folded notes must be at least 0, was " + folded);
    }
  }
}
