package io.nocturne.io.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform must have. */
public final class Sha256 {
  private Sha256() {}

  /** Returns a digest that has read nothing yet. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256", e);
    }
  }

  /** Returns the hash in 64 lower-case hexadecimal digits. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * Returns the hash of a file's content.
   *
   * @throws IOException as {@link InputFile#open}
   */
  public static String hex(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream content = InputFile.open(file);
        OutputStream all = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      content.transferTo(all);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
