package io.nocturne.input;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Data that was compressed by gzip: what comes before any damage. */
final class GzipData {
  private static final int BUFFER_BYTES = 1 << 13;

  private final byte[] bytes;
  private final Optional<String> damage;

  private GzipData(byte[] bytes, Optional<String> damage) {
    this.bytes = bytes;
    this.damage = damage;
  }

  /** Returns the data, at most one byte more than asked for. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns why there is no more, as a clause, if the data is damaged. */
  Optional<String> damage() {
    return damage;
  }

  /** Returns whether data begins as gzip writes it. */
  static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  /** Decompresses data, up to one byte more than a maximum. */
  static GzipData of(byte[] compressed, int maxBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] buffer = new byte[BUFFER_BYTES];
      int read = 0;
      while (read >= 0 && bytes.size() <= maxBytes) {
        bytes.write(buffer, 0, read);
        read = in.read(buffer, 0, Math.min(BUFFER_BYTES, maxBytes + 1 - bytes.size()));
      }
      return new GzipData(bytes.toByteArray(), Optional.empty());
    } catch (IOException e) {
      // Where the data ends early, Java often says nothing.
      String why = e.getMessage() == null ? "it ends early" : e.getMessage();
      String damage = "the gzip data is damaged (%s)".formatted(why);
      return new GzipData(bytes.toByteArray(), Optional.of(damage));
    }
  }
}
