package io.nocturne.render.notation;

import java.util.List;

/**
 * A chord, a part of one, or a rest, as it is written within a bar.
 *
 * @param start in units from the start of the piece
 * @param value how long it is
 * @param notes from the lowest; none is a rest
 */
record NotatedEvent(long start, NoteValue value, List<NotatedNote> notes) {
  NotatedEvent {
    notes = List.copyOf(notes);
  }

  boolean isRest() {
    return notes.isEmpty();
  }

  long end() {
    return start + value.units();
  }

  /** Returns whether one of its notes began earlier. */
  boolean isTiedBefore(NotatedNote note) {
    return note.onset() < start;
  }

  /** Returns whether a note of it sounds on in the next event. */
  boolean isTiedAfter(NotatedNote note) {
    return note.end() > end();
  }
}
