package io.nocturne.corpus;

import java.util.regex.Pattern;

/**
 * The source of a piece.
 *
 * @param name what to call it
 * @param sha256 SHA-256 of the source file's bytes, 64 lower-case hexadecimal digits
 */
record PieceSource(String name, String sha256) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  PieceSource {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 must be 64 hexadecimal digits, was \"" + sha256 + "\"");
    }
  }
}
