package io.nocturne.midi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.music.ControlChange;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the events of one track and writes them as a chunk. */
final class TrackBytes {

  private static final int MAX_NUMBER = 0x0fffffff;

  /**
   * The order of events at one tick. Pedals move before keys, and banks are selected before
   * programs. Notes that have sounded end before others begin, so that a key can sound again; notes
   * of no length end after they begin.
   */
  private enum Rank {
    NAME,
    PORT,
    MAP,
    CONTROL,
    NOTE_OFF,
    PROGRAM,
    NOTE_ON,
    NOTE_OFF_AT_ONCE
  }

  private static final class TrackEvent {
    final long tick;
    final Rank rank;
    final byte[] message;

    TrackEvent(long tick, Rank rank, byte[] message) {
      this.tick = tick;
      this.rank = rank;
      this.message = message;
    }
  }

  private final int number;
  private final List<TrackEvent> events = new ArrayList<>();

  /**
   * An empty track.
   *
   * @param number from 1, for errors
   */
  TrackBytes(int number) {
    this.number = number;
  }

  void add(Tempo tempo) {
    int micros = tempo.microsecondsPerQuarter();
    meta(tempo.tick(), Rank.MAP, 0x51, micros >> 16, micros >> 8, micros);
  }

  void add(TimeSignature signature) {
    int power = Integer.numberOfTrailingZeros(signature.denominator());
    // 24 MIDI clocks a click and 8 thirty-seconds a quarter are what the standard's example has.
    meta(signature.tick(), Rank.MAP, 0x58, signature.numerator(), power, 24, 8);
  }

  void add(KeySignature signature) {
    int mode = signature.mode() == Mode.MAJOR ? 0 : 1;
    meta(signature.tick(), Rank.MAP, 0x59, signature.sharps(), mode);
  }

  void add(Track track) {
    if (!track.name().isEmpty()) {
      events.add(new TrackEvent(0, Rank.NAME, metaMessage(0x03, utf8(track.name()))));
    }
    if (track.port() > 0) {
      meta(0, Rank.PORT, 0x21, track.port());
    }
    for (ControlChange change : track.controls()) {
      int status = 0xb0 | change.channel();
      channel(change.tick(), Rank.CONTROL, status, change.controller(), change.value());
    }
    for (ProgramChange change : track.programs()) {
      channel(change.tick(), Rank.PROGRAM, 0xc0 | change.channel(), change.program());
    }
    for (Note note : track.notes()) {
      int status = 0x90 | note.channel(); // note-offs too, for running status
      Rank off = note.durationTicks() == 0 ? Rank.NOTE_OFF_AT_ONCE : Rank.NOTE_OFF;
      channel(note.onsetTicks(), Rank.NOTE_ON, status, note.pitch(), note.velocity());
      channel(note.endTicks(), off, status, note.pitch(), 0);
    }
  }

  /** Returns the chunk, with its header and end-of-track event. */
  byte[] toBytes() {
    events.sort(
        Comparator.comparingLong((TrackEvent event) -> event.tick)
            .thenComparing(event -> event.rank));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    long now = 0;
    int runningStatus = 0;
    for (TrackEvent event : events) {
      if (event.tick - now > MAX_NUMBER) {
        throw new IllegalArgumentException(
            "track "
                + number
                + ": from tick "
                + now
                + " to the next event at tick "
                + event.tick
                + " it is longer than the 268,435,455 ticks of a MIDI file");
      }
      number(body, (int) (event.tick - now));
      now = event.tick;
      int status = event.message[0] & 0xff;
      int skipped = status == runningStatus ? 1 : 0;
      body.write(event.message, skipped, event.message.length - skipped);
      runningStatus = status < 0xf0 ? status : 0;
    }
    body.writeBytes(new byte[] {0, (byte) 0xff, 0x2f, 0});
    return ByteBuffer.allocate(8 + body.size())
        .putInt(0x4d54726b) // MTrk
        .putInt(body.size())
        .put(body.toByteArray())
        .array();
  }

  private void channel(long tick, Rank rank, int... message) {
    events.add(new TrackEvent(tick, rank, bytes(message)));
  }

  private void meta(long tick, Rank rank, int type, int... payload) {
    events.add(new TrackEvent(tick, rank, metaMessage(type, bytes(payload))));
  }

  private byte[] metaMessage(int type, byte[] payload) {
    if (payload.length > MAX_NUMBER) {
      throw new IllegalArgumentException(
          "track " + number + ": its name is longer than the 268,435,455 bytes of a MIDI file");
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(0xff);
    message.write(type);
    number(message, payload.length);
    message.writeBytes(payload);
    return message.toByteArray();
  }

  private byte[] utf8(String name) {
    try {
      ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(name));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException halfCharacters) {
      throw new IllegalArgumentException(
          "track " + number + ": its name has half a surrogate pair, which no text encoding holds",
          halfCharacters);
    }
  }

  private static byte[] bytes(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** A variable-length number: seven bits a byte, high bits first, all but the last marked. */
  private static void number(ByteArrayOutputStream out, int value) {
    for (int shift = 21; shift > 0; shift -= 7) {
      if (value >>> shift != 0) {
        out.write(((value >>> shift) & 0x7f) | 0x80);
      }
    }
    out.write(value & 0x7f);
  }
}
