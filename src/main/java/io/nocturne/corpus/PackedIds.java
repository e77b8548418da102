package io.nocturne.corpus;

import java.util.Arrays;

/**
 * Ids as protobuf packs them: each in 7 bits a byte, the lowest first; all bytes but the last of an
 * id have the highest bit set.
 */
final class PackedIds {
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;
  private static final int MAX_BYTES = 3;

  private PackedIds() {}

  /** Returns the bytes of ids below 2^21. */
  static byte[] encode(int... ids) {
    byte[] bytes = new byte[MAX_BYTES * ids.length];
    int end = 0;
    for (int id : ids) {
      int rest = id;
      for (; rest >= MORE; rest >>>= BITS) {
        bytes[end++] = (byte) (rest | MORE);
      }
      bytes[end++] = (byte) rest;
    }
    return Arrays.copyOf(bytes, end);
  }

  /** Returns the index behind some ids that begin at an index. */
  static int skip(byte[] bytes, int at, int count) {
    int end = at;
    for (int i = 0; i < count; i++) {
      while (bytes[end++] < 0) {
        // Not the last byte of the id.
      }
    }
    return end;
  }

  /**
   * Reads ids.
   *
   * @param into receives {@code count} of them at {@code offset} and after it
   */
  static void decode(byte[] bytes, int at, int[] into, int offset, int count) {
    int next = at;
    for (int i = 0; i < count; i++) {
      int id = bytes[next++];
      if (id < 0) {
        id &= MORE - 1;
        int shift = BITS;
        byte more;
        do {
          more = bytes[next++];
          id |= (more & MORE - 1) << shift;
          shift += BITS;
        } while (more < 0);
      }
      into[offset + i] = id;
    }
  }

  /** Returns the first index at which a payload has some bytes; negative if it lacks them. */
  static int find(byte[] payload, byte[] bytes) {
    for (int at = 0; at <= payload.length - bytes.length; at++) {
      if (Arrays.equals(payload, at, at + bytes.length, bytes, 0, bytes.length)) {
        return at;
      }
    }
    return -1;
  }
}
