package io.nocturne.midi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** MIDI files written down by hand, for tests. */
final class MidiBytes {

  /** The end-of-track event, after no time. */
  static final int[] END = {0, 0xff, 0x2f, 0};

  private MidiBytes() {}

  /** A file of format 0 or 1, by its number of tracks, of 480 ticks a quarter. */
  static byte[] smf(byte[]... tracks) {
    return smf(tracks.length == 1 ? 0 : 1, 480, tracks);
  }

  /** A file whose header counts these chunks as its tracks. */
  static byte[] smf(int format, int division, byte[]... tracks) {
    return join(header(format, tracks.length, division), join(tracks));
  }

  /** The header chunk. */
  static byte[] header(int format, int tracks, int division) {
    return chunk("MThd", 0, format, tracks >> 8, tracks, division >> 8, division);
  }

  /** A track chunk; the end-of-track event is added. */
  static byte[] track(int... events) {
    return openTrack(ints(events, END));
  }

  /** A track chunk of these bytes alone. */
  static byte[] openTrack(int... events) {
    return chunk("MTrk", events);
  }

  /** A chunk with its right length. */
  static byte[] chunk(String type, int... body) {
    return chunk(type, body.length, body);
  }

  /** A chunk that says it has this length. */
  static byte[] chunk(String type, long declaredLength, int[] body) {
    byte[] start =
        ByteBuffer.allocate(8).put(type.getBytes(ISO_8859_1)).putInt((int) declaredLength).array();
    return join(start, bytes(body));
  }

  /** A meta event after no time, its payload shorter than 128 bytes. */
  static int[] meta(int type, int... payload) {
    return ints(new int[] {0, 0xff, type, payload.length}, payload);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static int[] ints(int[]... parts) {
    return java.util.Arrays.stream(parts).flatMapToInt(java.util.Arrays::stream).toArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
