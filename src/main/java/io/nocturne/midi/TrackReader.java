package io.nocturne.midi;

import io.nocturne.midi.ReadOptions.Pedal;
import io.nocturne.midi.TrackContent.PedalMove;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;

/** Reads the events of the tracks of one file, one track after the other. */
final class TrackReader {

  /** How reading a track came to its end. */
  enum Ending {
    /** At the end-of-track event. */
    END_OF_TRACK,
    /** At the last byte that the track may have, after a whole event. */
    LIMIT,
    /** At the last byte that the track may have, within an event. */
    CUT,
    /** At bytes that are no event; this has been reported. */
    DAMAGE
  }

  /**
   * Notes and changes that one file may hold: a hostile file of 64 MiB could ask for a hundred
   * bytes of memory for every three of its own. The longest piano works have some 50,000 notes.
   */
  static final int MAX_KEPT_EVENTS = 1_000_000;

  private static final int END_OF_TRACK = 0x2f;

  private final Region region;
  private final Pedal pedal;
  private final Findings findings;
  private final NotePairing pairing = new NotePairing();
  private int keptEvents;

  private int number;
  private EventCursor cursor;
  private TrackContent content = new TrackContent();
  private long unmatchedOffs;
  private int firstUnmatchedOff;

  TrackReader(Region region, Pedal pedal, Findings findings) {
    this.region = region;
    this.pedal = pedal;
    this.findings = findings;
    this.cursor = new EventCursor(region.bytes(), region.end(), region.end());
  }

  /** The offset after the last event that was read. */
  int position() {
    return cursor.position();
  }

  /**
   * Reads the events of one track; {@link #finish} must follow.
   *
   * @param trackNumber from 1
   * @param start the offset of its first event
   * @param limit the offset at which it must have ended
   */
  Ending read(int trackNumber, int start, int limit) throws MidiException {
    number = trackNumber;
    cursor = new EventCursor(region.bytes(), start, limit);
    content = new TrackContent();
    unmatchedOffs = 0;
    return events(limit);
  }

  /** The track that was read, its open notes ended. */
  TrackContent finish() throws MidiException {
    if (unmatchedOffs > 0) {
      findings.report(
          number,
          firstUnmatchedOff,
          Findings.counted(unmatchedOffs, "note-off")
              + " of track "
              + number
              + " without a note to end");
    }
    int open = pairing.open();
    if (open > 0) {
      findings.report(
          number,
          cursor.position(),
          Findings.counted(open, "note")
              + " of track "
              + number
              + " without a note-off; ended with the track");
    }
    content.endTick = cursor.tick();
    content.track = new Track(content.name, pairing.finish(content.endTick), content.programs);
    return content;
  }

  private Ending events(int limit) throws MidiException {
    boolean knownSound = false;
    while (true) {
      switch (cursor.next()) {
        case CHANNEL -> channel();
        case ODD_CHANNEL -> {
          knownSound = knownSound || restIsSound(limit);
          if (!knownSound) {
            findings.report(
                number,
                cursor.start(),
                "track " + number + " has a data byte over 127; the rest of it is left out");
            return Ending.DAMAGE;
          }
          oddChannel();
        }
        case META -> {
          if (cursor.metaType() == END_OF_TRACK) {
            return Ending.END_OF_TRACK;
          }
          meta();
        }
        case SYSEX -> {}
        case END -> {
          return Ending.LIMIT;
        }
        case CUT -> {
          return Ending.CUT;
        }
        case BROKEN -> {
          findings.report(
              number,
              cursor.start(),
              "track " + number + " goes on with bytes that are no event; they are left out");
          return Ending.DAMAGE;
        }
      }
    }
  }

  /**
   * Whether the events from here on lead to an end-of-track event in the very last byte. Then a
   * data byte over 127 is a value that some program wrote (volumes of 255 are not rare), and not a
   * sign of lost bytes, after which every note would be an invention.
   */
  private boolean restIsSound(int limit) {
    EventCursor ahead = cursor.fork();
    while (true) {
      switch (ahead.next()) {
        case CHANNEL, ODD_CHANNEL, SYSEX -> {}
        case META -> {
          if (ahead.metaType() == END_OF_TRACK) {
            return ahead.position() == limit;
          }
        }
        case END, CUT, BROKEN -> {
          return false;
        }
      }
    }
  }

  private void channel() throws MidiException {
    int channel = cursor.status() & 0x0f;
    int data1 = cursor.data1();
    int data2 = cursor.data2();
    switch (cursor.status() & 0xf0) {
      case 0x80 -> release(channel, data1);
      case 0x90 -> {
        if (data2 == 0) {
          release(channel, data1);
        } else {
          keep();
          pairing.strike(cursor.tick(), channel, data1, data2);
        }
      }
      case 0xb0 -> {
        if (data1 == 64 && pedal == Pedal.SUSTAIN) {
          keep();
          content.pedalMoves.add(new PedalMove(cursor.tick(), channel, data2 >= 64));
        }
      }
      case 0xc0 -> {
        keep();
        content.programs.add(new ProgramChange(cursor.tick(), channel, data1));
      }
      default -> {} // pressure and pitch bend make no notes
    }
  }

  private void oddChannel() throws MidiException {
    int channel = cursor.status() & 0x0f;
    int kind = cursor.status() & 0xf0;
    String found = "track " + number + " has a data byte over 127; ";
    if (kind == 0x80 && cursor.data1() < 0x80) {
      findings.report(number, cursor.start(), found + "the note-off counts all the same");
      release(channel, cursor.data1());
    } else if (kind == 0x90 && cursor.data1() < 0x80) {
      findings.report(number, cursor.start(), found + "the note's velocity is read as 127");
      keep();
      pairing.strike(cursor.tick(), channel, cursor.data1(), 127);
    } else {
      findings.report(number, cursor.start(), found + "that event is left out");
    }
  }

  private void release(int channel, int pitch) {
    if (!pairing.release(cursor.tick(), channel, pitch) && unmatchedOffs++ == 0) {
      firstUnmatchedOff = cursor.start();
    }
  }

  private void meta() throws MidiException {
    switch (cursor.metaType()) {
      case 0x03 -> {
        if (content.name.isEmpty()) {
          content.name = region.text(cursor.payload(), cursor.payloadLength());
        }
      }
      case 0x51 -> tempo();
      case 0x58 -> timeSignature();
      case 0x59 -> keySignature();
      default -> {} // lyrics, markers and the like
    }
  }

  private void tempo() throws MidiException {
    int at = cursor.payload();
    int micros =
        cursor.payloadLength() < 3 ? 0 : (region.u16(at) << 8) | (region.bytes()[at + 2] & 0xff);
    if (micros == 0) {
      leftOut("tempo");
    } else {
      keep();
      content.tempos.add(new Tempo(cursor.tick(), micros));
    }
  }

  private void timeSignature() throws MidiException {
    int at = cursor.payload();
    byte[] bytes = region.bytes();
    if (cursor.payloadLength() < 2 || bytes[at] == 0 || (bytes[at + 1] & 0xff) > 30) {
      leftOut("time signature");
    } else {
      keep();
      content.timeSignatures.add(
          new TimeSignature(cursor.tick(), bytes[at] & 0xff, 1 << bytes[at + 1]));
    }
  }

  private void keySignature() throws MidiException {
    int at = cursor.payload();
    byte[] bytes = region.bytes();
    if (cursor.payloadLength() < 2
        || Math.abs(bytes[at]) > 7
        || (bytes[at + 1] != 0 && bytes[at + 1] != 1)) {
      leftOut("key signature");
    } else {
      keep();
      Mode mode = bytes[at + 1] == 0 ? Mode.MAJOR : Mode.MINOR;
      content.keySignatures.add(new KeySignature(cursor.tick(), bytes[at], mode));
    }
  }

  private void leftOut(String what) throws MidiException {
    findings.report(
        number,
        cursor.start(),
        "track " + number + " has an impossible " + what + "; it is left out");
  }

  private void keep() throws MidiException {
    if (keptEvents++ == MAX_KEPT_EVENTS) {
      throw findings.fatal(
          number,
          cursor.start(),
          "the file has more than " + Findings.counted(MAX_KEPT_EVENTS, "note") + " and changes");
    }
  }
}
