package io.nocturne.midi;

/** The bytes of one track as a row of events; it never reads outside the track. */
final class EventCursor {

  /** What the cursor has come to. */
  enum Kind {
    /** A channel message: {@link #status}, {@link #data1}, {@link #data2}. */
    CHANNEL,
    /** The same, but a data byte is over 127. */
    ODD_CHANNEL,
    /** A meta event: {@link #metaType}, {@link #payload}, {@link #payloadLength}. */
    META,
    /** A system-exclusive event. */
    SYSEX,
    /** The track's bytes are used up. */
    END,
    /** An event needs more bytes than the track has. */
    CUT,
    /** These bytes are no event. */
    BROKEN
  }

  private static final int CUT_NUMBER = -1;
  private static final int ENDLESS_NUMBER = -2;

  private final byte[] bytes;
  private final int limit;
  private int position;
  private int start;
  private int runningStatus;
  private long tick;

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

  /** A second cursor at the same place. */
  EventCursor fork() {
    EventCursor fork = new EventCursor(bytes, position, limit);
    fork.runningStatus = runningStatus;
    return fork;
  }

  /** The offset after the last whole event. */
  int position() {
    return position;
  }

  /** The offset of the event that {@link #next} came to last, before its delta time. */
  int start() {
    return start;
  }

  /** The time of the last whole event. At most 2^26 deltas of 28 bits: it cannot overflow. */
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

  Kind next() {
    start = position;
    if (position == limit) {
      return Kind.END;
    }
    int delta = number();
    if (delta < 0) {
      return stop(delta);
    }
    if (position == limit) {
      return stop(CUT_NUMBER);
    }
    int first = bytes[position] & 0xff;
    Kind kind;
    if (first < 0xf0) {
      kind = channel(first);
    } else if (first == 0xff) {
      kind = meta();
    } else if (first == 0xf0 || first == 0xf7) {
      position++;
      kind = payload(Kind.SYSEX);
    } else {
      kind = Kind.BROKEN;
    }
    if (kind == Kind.CUT || kind == Kind.BROKEN) {
      position = start;
    } else {
      tick += delta;
    }
    return kind;
  }

  private Kind stop(int number) {
    position = start;
    return number == CUT_NUMBER ? Kind.CUT : Kind.BROKEN;
  }

  // By the standard, meta and sysex events cancel running status. Files exist that go on with it,
  // and after a cancelled one no data byte could follow, so going on loses nothing.
  private Kind channel(int first) {
    if (first >= 0x80) {
      runningStatus = first;
      position++;
    } else if (runningStatus == 0) {
      return Kind.BROKEN;
    }
    status = runningStatus;
    int length = (status & 0xe0) == 0xc0 ? 1 : 2; // program change and channel pressure have one
    if (limit - position < length) {
      return Kind.CUT;
    }
    data1 = bytes[position] & 0xff;
    data2 = length == 2 ? bytes[position + 1] & 0xff : 0;
    position += length;
    return (data1 | data2) < 0x80 ? Kind.CHANNEL : Kind.ODD_CHANNEL;
  }

  private Kind meta() {
    if (limit - position < 2) {
      return Kind.CUT;
    }
    metaType = bytes[position + 1] & 0xff;
    position += 2;
    return payload(Kind.META);
  }

  private Kind payload(Kind kind) {
    int length = number();
    if (length < 0) {
      return length == CUT_NUMBER ? Kind.CUT : Kind.BROKEN;
    }
    if (length > limit - position) {
      return Kind.CUT;
    }
    payload = position;
    payloadLength = length;
    position += length;
    return kind;
  }

  /** A variable-length number: seven bits a byte, at most four bytes. */
  private int number() {
    int value = 0;
    for (int count = 0; count < 4; count++) {
      if (position == limit) {
        return CUT_NUMBER;
      }
      int next = bytes[position++];
      value = (value << 7) | (next & 0x7f);
      if (next >= 0) {
        return value;
      }
    }
    return ENDLESS_NUMBER;
  }
}
