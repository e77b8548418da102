package io.nocturne.midi;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Looks ahead in a track to distinguish a way of reading it that makes sense from one that is out
 * of step with its events.
 *
 * <p>The events of a track are read one after the other without any separator between them, so that
 * a wrong byte shows late or never. That they lead to an end-of-track event in the very last byte
 * is the one sign that they were read as they were written.
 */
final class Outlook {

  /** The events that follow from a position. */
  private enum Way {
    /** They lead to an end-of-track event in the last byte. */
    SOUND,
    /** The same, but data bytes over 127 are among them. */
    INVALID_DATA,
    /** They lead to the last byte, without an end-of-track event there. */
    UNENDED,
    /** They lead to bytes that are not an event, or within an event at the end. */
    UNSOUND
  }

  /**
   * The result of looking ahead from some place.
   *
   * @param trouble where what is not sound shows first: the offset of the first event with a data
   *     byte over 127, or of what is not an event; the offset after the last byte if there is none
   */
  private record Prospect(Way way, int trouble) {}

  /** The maximum number of bytes to leave out to get back into step: more than most sysex has. */
  private static final int MAX_SKIPPED = 64;

  /**
   * Events that are looked at ahead in one file, so that no file can make reading it take long. The
   * largest real files have a tenth of them.
   */
  private static final long MAX_EVENTS = 20_000_000;

  /** Bytes of the shortest event that makes a note: a delta time and a status with its data. */
  private static final int MIN_EVENT_BYTES = 4;

  private static final int LONG_ESCAPE = 32;
  private static final int END_OF_TRACK = 0x2f;
  private static final OptionalInt NOWHERE = OptionalInt.empty();

  private long looked;

  /**
   * The result of looking ahead, taken at the first event of the track that is doubted. It holds
   * from each later event of the track too, since reading takes the same events as looking ahead
   * did; where it resumes elsewhere, what lies ahead of that place is known and takes its place
   * here.
   */
  private Optional<Prospect> prospect = Optional.empty();

  /** Returns where events lead from a cursor's place; the cursor is used up. */
  private Prospect from(EventCursor ahead) {
    boolean ended = false;
    OptionalInt invalid = OptionalInt.empty();
    while (looked++ < MAX_EVENTS) {
      switch (ahead.next()) {
        case CHANNEL, SYSTEM, SYSEX -> ended = false;
        case META -> {
          ended = ahead.metaType() == END_OF_TRACK;
          if (ended) {
            ahead.jump(ahead.position());
          }
        }
        case INVALID_DATA_BYTE -> {
          ended = false;
          invalid = OptionalInt.of(invalid.orElse(ahead.start()));
        }
        case END -> {
          if (invalid.isPresent()) {
            return new Prospect(ended ? Way.INVALID_DATA : Way.UNSOUND, invalid.getAsInt());
          }
          return new Prospect(ended ? Way.SOUND : Way.UNENDED, ahead.start());
        }
        case TRUNCATED, INVALID -> {
          return new Prospect(Way.UNSOUND, invalid.orElse(ahead.start()));
        }
      }
    }
    return new Prospect(Way.UNSOUND, invalid.orElse(ahead.position()));
  }

  /** Begins another track. */
  void begin() {
    prospect = Optional.empty();
  }

  /**
   * Returns where reading resumes if the bytes that a cursor has come to are not an event, or are
   * one that makes no sense of what follows. Only such events are doubted that lost or inserted
   * bytes pass for.
   *
   * @return empty if it is an event after all, or there is no such place
   */
  OptionalInt resumption(EventKind kind, EventCursor cursor) {
    OptionalInt offset =
        switch (kind) {
          case TRUNCATED, INVALID -> resumption(cursor);
          case INVALID_DATA_BYTE -> allowsInvalidData(cursor) ? NOWHERE : resumption(cursor);
          case SYSEX -> leadsOn(cursor) ? insteadOfEscape(cursor) : alternative(cursor);
          case SYSTEM -> leadsOn(cursor) ? NOWHERE : alternative(cursor);
          case CHANNEL -> !cursor.resumes() || leadsOn(cursor) ? NOWHERE : alternative(cursor);
          case META, END -> NOWHERE;
        };
    if (offset.isPresent()) {
      prospect = Optional.of(new Prospect(Way.SOUND, cursor.limit()));
    }
    return offset;
  }

  /**
   * Returns whether the rest of the track is so sound that a data byte over 127 is a value that
   * some program wrote (volumes of 255 are not rare), and not a sign of lost bytes.
   */
  boolean allowsInvalidData(EventCursor cursor) {
    return way(cursor) == Way.INVALID_DATA;
  }

  /**
   * Returns whether events that lead to an end-of-track event in the last byte follow the one that
   * a cursor has come to.
   */
  boolean continuesAfterEnd(EventCursor cursor) {
    // Zeros that fill the chunk up would be note-offs of the running status.
    Prospect rest = from(cursor.forkAt(cursor.position()));
    if (rest.way == Way.SOUND || rest.way == Way.INVALID_DATA) {
      cursor.jump(cursor.position());
    } else {
      rest = from(cursor.forkOnward());
      if (rest.way != Way.SOUND) {
        return false;
      }
    }
    prospect = Optional.of(rest);
    return true;
  }

  /** Returns what lies ahead of here, read as it is. */
  private Prospect prospect(EventCursor cursor) {
    if (prospect.isEmpty()) {
      prospect = Optional.of(from(cursor.fork()));
    }
    return prospect.get();
  }

  private Way way(EventCursor cursor) {
    return prospect(cursor).way;
  }

  private boolean leadsOn(EventCursor cursor) {
    return way(cursor) == Way.SOUND || way(cursor) == Way.UNENDED;
  }

  /** Returns where reading resumes if a 0xF7 is a stray byte: an escape is short, not empty. */
  private OptionalInt insteadOfEscape(EventCursor cursor) {
    int length = cursor.payloadLength();
    return cursor.status() == 0xf7 && (length == 0 || length > LONG_ESCAPE)
        ? soundOffset(cursor, cursor.payload() + Math.min(length, MIN_EVENT_BYTES))
        : NOWHERE;
  }

  /** Returns the first offset after bytes that are not an event from which all is sound. */
  private OptionalInt resumption(EventCursor cursor) {
    return soundOffset(cursor, cursor.afterDelta() + 1 + MAX_SKIPPED);
  }

  /**
   * Returns the same for an event that may be something else. What is read instead begins within it
   * or hard by, so that no event after it is lost. A reading that is out of step with the events
   * soon shows it: where nothing is wrong close by, the event is not to blame, and nothing else is
   * tried. In a recording with thousands of clock messages that would take too long.
   */
  private OptionalInt alternative(EventCursor cursor) {
    int distance = Math.abs(prospect(cursor).trouble - cursor.position());
    return distance <= MAX_SKIPPED
        ? soundOffset(cursor, cursor.position() + MIN_EVENT_BYTES)
        : NOWHERE;
  }

  /** Events begin with a status byte there, as in every resynchronization of MIDI. */
  private OptionalInt soundOffset(EventCursor cursor, int to) {
    if (!cursor.endsTrack() || looked >= MAX_EVENTS) {
      return OptionalInt.empty();
    }
    int from = cursor.afterDelta() + 1;
    return IntStream.range(from, Math.min(to, from + MAX_SKIPPED))
        .filter(
            at -> {
              EventCursor ahead = cursor.forkAt(at);
              return ahead.mayBegin() && from(ahead).way == Way.SOUND;
            })
        .findFirst();
  }
}
