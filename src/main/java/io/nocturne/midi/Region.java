package io.nocturne.midi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * A stretch of a file's bytes. Offsets are those of the whole file, so that messages name the byte
 * that a hex editor shows.
 */
final class Region {

  private static final int CHUNK_HEADER = 8;

  private final byte[] bytes;
  private final int start;
  private final int end;

  /** The whole file. */
  Region(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Region(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** Returns the part of it between two offsets. */
  Region part(int partStart, int partEnd) {
    return new Region(bytes, partStart, partEnd);
  }

  /** Returns the whole file, also outside the region. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the offset of the first byte. */
  int start() {
    return start;
  }

  /** Returns the offset after the last byte. */
  int end() {
    return end;
  }

  /** Returns whether the tag, in Latin-1, stands at this offset, within the region. */
  boolean has(String tag, int at) {
    if (at < start || at > end - tag.length()) {
      return false;
    }
    for (int i = 0; i < tag.length(); i++) {
      if (bytes[at + i] != (byte) tag.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the first offset from {@code from} on where the tag stands, or {@code otherwise}. */
  int indexOf(String tag, int from, int otherwise) {
    for (int at = from; at <= end - tag.length(); at++) {
      if (bytes[at] == (byte) tag.charAt(0) && has(tag, at)) {
        return at;
      }
    }
    return otherwise;
  }

  int u16(int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  long u32(int at) {
    return ((long) u16(at) << 16) | u16(at + 2);
  }

  /** RIFF writes its lengths with the low byte first. */
  long u32LittleEndian(int at) {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) u32(at)));
  }

  /**
   * Returns the offset after the chunk at this offset, by its own account; it may lie past the end.
   */
  long chunkEnd(int at) {
    return at + CHUNK_HEADER + u32(at + 4);
  }

  /**
   * Returns whether a chunk may begin at this offset: four printable characters and a length that
   * fits. A track is taken for one even if its length does not fit, as it may have been cut off.
   */
  boolean chunkAt(int at) {
    if (at > end - CHUNK_HEADER) {
      return false;
    }
    for (int i = at; i < at + 4; i++) {
      if (bytes[i] < 0x20 || bytes[i] == 0x7f) {
        return false;
      }
    }
    return has("MTrk", at) || chunkEnd(at) <= end;
  }

  /**
   * Bytes as text: UTF-8 where they are that, else Latin-1, which takes any bytes. The standard
   * says ASCII; files hold both.
   */
  String text(int at, int length) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, at, length, ISO_8859_1);
    }
  }
}
