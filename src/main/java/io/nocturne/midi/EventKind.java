package io.nocturne.midi;

/** The kinds of events that an {@link EventCursor} meets. */
enum EventKind {
  /**
   * A channel message: {@link EventCursor#status}, {@link EventCursor#data1}, {@link
   * EventCursor#data2}.
   */
  CHANNEL,
  /** The same, but a data byte is over 127. */
  INVALID_DATA_BYTE,
  /**
   * A meta event: {@link EventCursor#metaType}, {@link EventCursor#payload}, {@link
   * EventCursor#payloadLength}.
   */
  META,
  /**
   * A system-exclusive event: {@link EventCursor#status} is 0xF0 or 0xF7; {@link
   * EventCursor#payloadLength}.
   */
  SYSEX,
  /**
   * A real-time or system common message, which the standard does not allow in files, with {@link
   * EventCursor#status}.
   */
  SYSTEM,
  /** The track's bytes are used up. */
  END,
  /** An event needs more bytes than the track has. */
  TRUNCATED,
  /** These bytes are not an event. */
  INVALID
}
