package io.nocturne.notation;

import java.util.List;

/**
 * Notes struck and released together.
 *
 * @param onset in units from the start of the piece
 * @param end after the onset
 * @param notes from the lowest, all of other pitches
 */
record Chord(long onset, long end, List<Placed> notes) {
  Chord {
    notes = List.copyOf(notes);
  }

  int highest() {
    return notes.get(notes.size() - 1).pitch();
  }
}
