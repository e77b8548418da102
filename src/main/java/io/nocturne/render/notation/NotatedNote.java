package io.nocturne.render.notation;

/**
 * A note in its place on the page.
 *
 * @param onset in units from the start of the piece
 * @param end where it ends, after its onset
 * @param pitch MIDI key number
 * @param velocity MIDI velocity
 */
record NotatedNote(long onset, long end, int pitch, int velocity) {
  NotatedNote {
    if (end <= onset) {
      throw new IllegalArgumentException("end must be after the onset " + onset + ", was " + end);
    }
  }
}
