package io.nocturne.midi;

import java.util.Arrays;

/** The bytes of one track as a row of events; it never reads outside the track. */
final class EventCursor {

  /**
   * A variable-length quantity has at most four bytes. Some writers pad it with leading zeros,
   * which other readers take at any length.
   */
  private static final int MAX_QUANTITY_BYTES = 16;

  private static final int MAX_QUANTITY = 0x0fffffff;
  private static final byte[] END_OF_TRACK = {(byte) 0xff, 0x2f, 0};
  // Negative, as quantities are not: an object for each delta time would slow reading down.
  private static final int TRUNCATED_QUANTITY = -1;
  private static final int OVERLONG_QUANTITY = -2;

  private final byte[] bytes;
  private final int limit;
  private int position;
  private int start;
  private int afterDelta;
  private int runningStatus;
  private int startStatus;
  private boolean interrupted;
  private boolean startInterrupted;
  private boolean resumes;
  private boolean padded;
  private long tick;
  private int skippedDelta;

  private int status;
  private int data1;
  private int data2;
  private int metaType;
  private int payload;
  private int payloadLength;

  EventCursor(byte[] bytes, int start, int limit) {
    this.bytes = bytes;
    this.position = start;
    this.limit = limit;
  }

  /**
   * Creates a second cursor, to look ahead with: at the event that {@link #next} came to last,
   * before its delta time.
   */
  EventCursor fork() {
    EventCursor fork = new EventCursor(bytes, start, limit);
    fork.runningStatus = startStatus;
    fork.interrupted = startInterrupted;
    return fork;
  }

  /** Creates a second cursor, to look ahead with, after that event. */
  EventCursor forkOnward() {
    EventCursor fork = new EventCursor(bytes, position, limit);
    fork.runningStatus = runningStatus;
    fork.interrupted = interrupted;
    return fork;
  }

  /** Creates a second cursor, to look ahead with, that knows no running status. */
  EventCursor forkAt(int offset) {
    return new EventCursor(bytes, Math.min(offset, limit), limit);
  }

  /**
   * Resumes at another place, without a running status; the delta time of what is skipped counts.
   */
  void jump(int offset) {
    position = offset;
    runningStatus = 0;
    tick += skippedDelta;
    skippedDelta = 0;
  }

  /** Returns whether the track's last bytes are an end-of-track event. */
  boolean endsTrack() {
    return limit - start >= END_OF_TRACK.length
        && Arrays.mismatch(
                bytes, limit - END_OF_TRACK.length, limit, END_OF_TRACK, 0, END_OF_TRACK.length)
            < 0;
  }

  /** Returns the offset after the track's last byte. */
  int limit() {
    return limit;
  }

  /** Returns the offset after the last whole event. */
  int position() {
    return position;
  }

  /** Returns the offset of the event that {@link #next} came to last, before its delta time. */
  int start() {
    return start;
  }

  /**
   * Returns whether the last event used the running status of a channel message from before a meta,
   * sysex or system event, which the standard does not allow.
   */
  boolean resumes() {
    return resumes;
  }

  /** Returns whether a quantity in the last event has more than four bytes, the maximum. */
  boolean padded() {
    return padded;
  }

  /**
   * Returns whether an event may begin here: with a status byte after its delta time. A first byte
   * of 0xF0 or above is taken for the status byte of a system message, not for a very long delta
   * time.
   */
  boolean mayBegin() {
    EventCursor ahead = forkAt(position);
    return position < limit
        && (bytes[position] & 0xff) < 0xf0
        && ahead.quantity() >= 0
        && ahead.position < limit
        && bytes[ahead.position] < 0;
  }

  /** Returns the offset after the delta time of that event; the same if it has no delta time. */
  int afterDelta() {
    return afterDelta;
  }

  /** Returns the time of the last whole event: at most 2^26 deltas of 28 bits, without overflow. */
  long tick() {
    return tick;
  }

  int status() {
    return status;
  }

  int data1() {
    return data1;
  }

  int data2() {
    return data2;
  }

  int metaType() {
    return metaType;
  }

  int payload() {
    return payload;
  }

  int payloadLength() {
    return payloadLength;
  }

  EventKind next() {
    start = position;
    afterDelta = position;
    startStatus = runningStatus;
    startInterrupted = interrupted;
    resumes = false;
    padded = false;
    skippedDelta = 0;
    if (position == limit) {
      return EventKind.END;
    }
    int delta = quantity();
    if (delta < 0) {
      return stop(delta);
    }
    afterDelta = position;
    if (position == limit) {
      return stop(TRUNCATED_QUANTITY);
    }
    int first = bytes[position] & 0xff;
    EventKind kind = first < 0xf0 ? channel(first) : other(first);
    if (kind == EventKind.TRUNCATED || kind == EventKind.INVALID) {
      position = start;
      skippedDelta = delta;
    } else {
      tick += delta;
    }
    return kind;
  }

  private EventKind stop(int quantity) {
    position = start;
    return quantity == TRUNCATED_QUANTITY ? EventKind.TRUNCATED : EventKind.INVALID;
  }

  private EventKind other(int first) {
    interrupted = true;
    if (first == 0xff) {
      return meta();
    }
    status = first;
    position++;
    return first == 0xf0 || first == 0xf7 ? payload(EventKind.SYSEX) : system(first);
  }

  private EventKind system(int first) {
    int length =
        switch (first) {
          case 0xf1, 0xf3 -> 1; // time code, song number
          case 0xf2 -> 2; // song position
          case 0xf6, 0xf8, 0xfa, 0xfb, 0xfc, 0xfe -> 0; // tuning, clocks, active sensing
          default -> -1; // 0xf4, 0xf5, 0xf9 and 0xfd are undefined
        };
    if (length < 0) {
      return EventKind.INVALID;
    }
    if (limit - position < length) {
      return EventKind.TRUNCATED;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[position++] < 0) {
        return EventKind.INVALID;
      }
    }
    return EventKind.SYSTEM;
  }

  // By the standard, meta and sysex events cancel running status. Some files use it after them
  // nevertheless, and as no data byte could follow a cancelled one, reading it so loses nothing.
  private EventKind channel(int first) {
    if (first >= 0x80) {
      runningStatus = first;
      position++;
    } else if (runningStatus == 0) {
      return EventKind.INVALID;
    } else {
      resumes = interrupted;
    }
    interrupted = false;
    status = runningStatus;
    int length = (status & 0xe0) == 0xc0 ? 1 : 2; // program change and channel pressure have one
    if (limit - position < length) {
      return EventKind.TRUNCATED;
    }
    data1 = bytes[position] & 0xff;
    data2 = length == 2 ? bytes[position + 1] & 0xff : 0;
    position += length;
    return (data1 | data2) < 0x80 ? EventKind.CHANNEL : EventKind.INVALID_DATA_BYTE;
  }

  private EventKind meta() {
    if (limit - position < 2) {
      return EventKind.TRUNCATED;
    }
    metaType = bytes[position + 1] & 0xff;
    position += 2;
    return payload(EventKind.META);
  }

  private EventKind payload(EventKind kind) {
    int length = quantity();
    if (length < 0) {
      return length == TRUNCATED_QUANTITY ? EventKind.TRUNCATED : EventKind.INVALID;
    }
    if (length > limit - position) {
      return EventKind.TRUNCATED;
    }
    payload = position;
    payloadLength = length;
    position += length;
    return kind;
  }

  /** Reads a variable-length quantity, seven bits a byte; negative if it is not one. */
  private int quantity() {
    if (position < limit && bytes[position] >= 0) {
      return bytes[position++]; // Nearly all numbers.
    }
    long value = 0;
    for (int count = 1; count <= MAX_QUANTITY_BYTES; count++) {
      if (position == limit) {
        return TRUNCATED_QUANTITY;
      }
      int next = bytes[position++];
      value = (value << 7) | (next & 0x7f);
      if (value > MAX_QUANTITY) {
        return OVERLONG_QUANTITY;
      }
      if (next >= 0) {
        padded |= count > 4;
        return (int) value;
      }
    }
    return OVERLONG_QUANTITY;
  }
}
