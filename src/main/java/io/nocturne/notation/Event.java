package io.nocturne.notation;

import java.util.List;

/**
 * A chord, a part of one, or a rest, as it is written within a bar.
 *
 * @param start in units from the start of the piece
 * @param value how long it is
 * @param notes from the lowest; none is a rest
 * @param tiedBefore whether it goes on with the event before
 * @param tiedAfter whether the next event goes on with it
 */
record Event(
    long start, NoteValue value, List<Placed> notes, boolean tiedBefore, boolean tiedAfter) {
  Event {
    notes = List.copyOf(notes);
  }

  boolean isRest() {
    return notes.isEmpty();
  }

  long end() {
    return start + value.units();
  }
}
