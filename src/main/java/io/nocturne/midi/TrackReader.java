package io.nocturne.midi;

import io.nocturne.music.ControlChange;
import io.nocturne.music.ProgramChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the events of the tracks of one file, one track after the other. */
final class TrackReader {

  /** The reason why reading a track ended. */
  enum Ending {
    /** The end-of-track event was read. */
    END_OF_TRACK,
    /** The last byte that the track may have was read, after a whole event. */
    LIMIT,
    /** The last byte that the track may have is within an event. */
    TRUNCATED,
    /** Bytes are not events; this has been reported. */
    DAMAGE
  }

  /**
   * Notes and changes that one file may hold: a hostile file of 64 MiB could ask for a hundred
   * bytes of memory for every three of its own. The longest piano works have some 50,000 notes.
   */
  static final int MAX_KEPT_EVENTS = 1_000_000;

  // Channel messages, by the upper half of their status byte.
  private static final int NOTE_OFF = 0x80;
  private static final int NOTE_ON = 0x90;
  private static final int CONTROL_CHANGE = 0xb0;
  private static final int PROGRAM_CHANGE = 0xc0;

  private static final int MAX_DATA = 127;

  // Types of meta events.
  private static final int TRACK_NAME = 0x03;
  private static final int MIDI_PORT = 0x21;
  private static final int END_OF_TRACK = 0x2f;
  private static final int SET_TEMPO = 0x51;
  private static final int TIME_SIGNATURE = 0x58;
  private static final int KEY_SIGNATURE = 0x59;

  private final Region region;
  private final Diagnostics diagnostics;
  private final TrackPorts ports = new TrackPorts();
  private int keptEvents;

  private int number;
  private EventCursor cursor;
  private TrackContent content = new TrackContent(0);
  private int limit;
  private boolean bounded;
  private final Outlook outlook = new Outlook();
  private final Occurrences unmatchedOffs = new Occurrences();
  private final Occurrences systemMessages = new Occurrences();
  private final Occurrences paddedNumbers = new Occurrences();

  TrackReader(Region region, Diagnostics findings) {
    this.region = region;
    this.diagnostics = findings;
    this.cursor = new EventCursor(region.bytes(), region.end(), region.end());
  }

  /** Returns the offset after the last event that was read. */
  int position() {
    return cursor.position();
  }

  /**
   * Reads the events of one track; {@link #finish} must follow.
   *
   * @param trackNumber from 1
   * @param start the offset of its first event
   * @param trackLimit the offset at which it must have ended
   * @param trusted whether that is where its chunk ends, so that all up to there belongs to it
   */
  Ending read(int trackNumber, int start, int trackLimit, boolean trusted) throws MidiException {
    number = trackNumber;
    limit = trackLimit;
    bounded = trusted;
    cursor = new EventCursor(region.bytes(), start, limit);
    content = new TrackContent(number);
    ports.begin();
    outlook.begin();
    unmatchedOffs.clear();
    systemMessages.clear();
    paddedNumbers.clear();
    return events();
  }

  /** Ends the open notes of the track that was read, and returns it. */
  TrackContent finish() throws MidiException {
    report(systemMessages, "system message", ", which a file should not contain; left out");
    report(paddedNumbers, "number", " longer than four bytes; read anyway");
    report(unmatchedOffs, "note-off", " without a note to end");
    int open = ports.open();
    if (open > 0) {
      diagnostics.report(
          number,
          cursor.position(),
          Diagnostics.counted(open, "note")
              + " of track "
              + number
              + " without a note-off; ended with the track");
    }
    content.tracks = ports.finish(content.name, cursor.tick());
    return content;
  }

  private void report(Occurrences found, String thing, String what) throws MidiException {
    if (found.count() > 0) {
      diagnostics.report(
          number,
          found.first(),
          "track " + number + " has " + Diagnostics.counted(found.count(), thing) + what);
    }
  }

  private Ending events() throws MidiException {
    while (true) {
      EventKind kind = cursor.next();
      // Nearly all events are these; the rest of the loop is for what may be damage.
      if (kind == EventKind.CHANNEL && !cursor.resumes() && !cursor.padded()) {
        channel();
        continue;
      }
      if (cursor.padded()) {
        paddedNumbers.add(cursor.start());
      }
      OptionalInt resumption = outlook.resumption(kind, cursor);
      if (resumption.isPresent()) {
        resume(resumption.getAsInt());
        continue;
      }
      switch (kind) {
        case CHANNEL -> channel();
        case INVALID_DATA_BYTE -> {
          if (!outlook.allowsInvalidData(cursor)) {
            return damage("has a data byte over 127; the rest of it is left out");
          }
          invalidChannel();
        }
        case META -> {
          if (cursor.metaType() != END_OF_TRACK) {
            meta();
          } else if (!continuesAfterItsEnd()) {
            return Ending.END_OF_TRACK;
          }
        }
        case SYSEX -> {}
        case SYSTEM -> systemMessages.add(cursor.start());
        case END -> {
          return Ending.LIMIT;
        }
        case TRUNCATED -> {
          return Ending.TRUNCATED;
        }
        case INVALID -> {
          return damage("continues with bytes that are not events; the rest of it is left out");
        }
      }
    }
  }

  private Ending damage(String found) throws MidiException {
    diagnostics.report(number, cursor.start(), "track " + number + " " + found);
    return Ending.DAMAGE;
  }

  private void resume(int offset) throws MidiException {
    int skipped = offset - cursor.start();
    diagnostics.report(
        number,
        cursor.start(),
        "track "
            + number
            + " has "
            + Diagnostics.counted(skipped, "byte")
            + (skipped == 1 ? " that is" : " that are")
            + " not an event; left out");
    cursor.jump(offset);
  }

  /**
   * Returns whether events that make sense follow an end-of-track event, up to the end of the
   * chunk. Some programs join tracks and leave such an event between them.
   */
  private boolean continuesAfterItsEnd() throws MidiException {
    int end = cursor.position();
    if (!bounded || end == limit || region.has("MTrk", end) || Header.isAt(region, end)) {
      return false;
    }
    boolean continues = outlook.continuesAfterEnd(cursor);
    if (continues) {
      diagnostics.report(
          number,
          end,
          "track " + number + " continues after its end-of-track event; what follows is read too");
    }
    return continues;
  }

  private void channel() throws MidiException {
    int channel = cursor.status() & 0x0f;
    int data1 = cursor.data1();
    int data2 = cursor.data2();
    switch (cursor.status() & 0xf0) {
      case NOTE_OFF -> noteOff(channel, data1);
      case NOTE_ON -> {
        if (data2 == 0) {
          noteOff(channel, data1);
        } else {
          keep();
          ports.current().notes.noteOn(cursor.tick(), channel, data1, data2);
        }
      }
      case CONTROL_CHANGE -> {
        keep();
        ports.current().controls.add(new ControlChange(cursor.tick(), channel, data1, data2));
      }
      case PROGRAM_CHANGE -> {
        keep();
        ports.current().programs.add(new ProgramChange(cursor.tick(), channel, data1));
      }
      default -> {} // pressure and pitch bend make no notes
    }
  }

  private void invalidChannel() throws MidiException {
    int channel = cursor.status() & 0x0f;
    int kind = cursor.status() & 0xf0;
    String found = "track " + number + " has a data byte over 127; ";
    if (kind == NOTE_OFF && cursor.data1() <= MAX_DATA) {
      diagnostics.report(number, cursor.start(), found + "the note-off counts");
      noteOff(channel, cursor.data1());
    } else if (kind == NOTE_ON && cursor.data1() <= MAX_DATA) {
      diagnostics.report(number, cursor.start(), found + "the note's velocity is read as 127");
      keep();
      ports.current().notes.noteOn(cursor.tick(), channel, cursor.data1(), MAX_DATA);
    } else {
      diagnostics.report(number, cursor.start(), found + "that event is left out");
    }
  }

  private void noteOff(int channel, int pitch) {
    if (!ports.current().notes.noteOff(cursor.tick(), channel, pitch)) {
      unmatchedOffs.add(cursor.start());
    }
  }

  private void meta() throws MidiException {
    switch (cursor.metaType()) {
      case TRACK_NAME -> {
        if (content.name.isEmpty()) {
          content.name = region.text(cursor.payload(), cursor.payloadLength());
        }
      }
      case MIDI_PORT -> MapEvents.port(cursor, region).ifPresent(ports::select);
      case SET_TEMPO -> add("tempo", MapEvents.tempo(cursor, region), content.tempos);
      case TIME_SIGNATURE ->
          add("time signature", MapEvents.timeSignature(cursor, region), content.timeSignatures);
      case KEY_SIGNATURE ->
          add("key signature", MapEvents.keySignature(cursor, region), content.keySignatures);
      default -> {} // lyrics, markers and the like
    }
  }

  private <T> void add(String what, Optional<T> event, List<MapEvent<T>> events)
      throws MidiException {
    if (event.isPresent()) {
      keep();
      events.add(new MapEvent<>(event.get(), cursor.start()));
    } else {
      diagnostics.report(
          number,
          cursor.start(),
          "track " + number + " has an impossible " + what + "; it is left out");
    }
  }

  private void keep() throws MidiException {
    if (keptEvents++ == MAX_KEPT_EVENTS) {
      throw diagnostics.fatal(
          number,
          cursor.start(),
          "the file has more than "
              + Diagnostics.counted(MAX_KEPT_EVENTS, "note")
              + " and changes");
    }
  }
}
