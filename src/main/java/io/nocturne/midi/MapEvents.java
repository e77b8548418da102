package io.nocturne.midi;

import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import java.util.Optional;
import java.util.OptionalInt;

/** Meta events of ports, tempos and signatures; empty if impossible. */
final class MapEvents {

  private static final int MAX_POWER = 30;
  private static final int MAX_SHARPS = 7;

  private MapEvents() {}

  static OptionalInt port(EventCursor cursor, Region region) {
    int port = cursor.payloadLength() == 0 ? -1 : region.bytes()[cursor.payload()];
    return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
  }

  static Optional<Tempo> tempo(EventCursor cursor, Region region) {
    int at = cursor.payload();
    if (cursor.payloadLength() < 3) {
      return Optional.empty();
    }
    int micros = (region.u16(at) << 8) | (region.bytes()[at + 2] & 0xff);
    return micros == 0 ? Optional.empty() : Optional.of(new Tempo(cursor.tick(), micros));
  }

  static Optional<TimeSignature> timeSignature(EventCursor cursor, Region region) {
    int at = cursor.payload();
    byte[] bytes = region.bytes();
    if (cursor.payloadLength() < 2 || bytes[at] == 0 || (bytes[at + 1] & 0xff) > MAX_POWER) {
      return Optional.empty();
    }
    return Optional.of(new TimeSignature(cursor.tick(), bytes[at] & 0xff, 1 << bytes[at + 1]));
  }

  static Optional<KeySignature> keySignature(EventCursor cursor, Region region) {
    int at = cursor.payload();
    byte[] bytes = region.bytes();
    if (cursor.payloadLength() < 2
        || Math.abs(bytes[at]) > MAX_SHARPS
        || (bytes[at + 1] != 0 && bytes[at + 1] != 1)) {
      return Optional.empty();
    }
    Mode mode = bytes[at + 1] == 0 ? Mode.MAJOR : Mode.MINOR;
    return Optional.of(new KeySignature(cursor.tick(), bytes[at], mode));
  }
}
