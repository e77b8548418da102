package io.nocturne.corpus;

import io.nocturne.token.Tokens;
import java.util.regex.Pattern;

/**
 * A piece of a corpus.
 *
 * @param name what to call it, usually the path of its file below the folder that was prepared
 * @param sha256 SHA-256 of the source file's bytes, 64 lower-case hexadecimal digits
 * @param tokens its ids, at least one
 */
public record TokenizedPiece(String name, String sha256, Tokens tokens) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public TokenizedPiece {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 must be 64 hexadecimal digits, was \"" + sha256 + "\"");
    }
    if (tokens.length() == 0) {
      throw new IllegalArgumentException("a piece must have at least one token, had none: " + name);
    }
  }

  /** Returns how many tokens the piece has. */
  public int length() {
    return tokens.length();
  }
}
