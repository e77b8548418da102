package io.nocturne.music;

import java.util.List;

/**
 * One line of a piece.
 *
 * @param name the track's name; empty when it has none
 * @param notes ordered by onset; notes struck together keep the order of the source
 * @param programs changes of instrument, ordered by tick
 */
public record Track(String name, List<Note> notes, List<ProgramChange> programs) {

  public Track {
    notes = List.copyOf(notes);
    programs = List.copyOf(programs);
    for (int i = 1; i < notes.size(); i++) {
      if (notes.get(i).onsetTicks() < notes.get(i - 1).onsetTicks()) {
        throw new IllegalArgumentException(
            "notes must be ordered by onset; note " + i + " is earlier than the one before it");
      }
    }
  }

  /** A track of notes that names no instrument. */
  public static Track of(String name, List<Note> notes) {
    return new Track(name, notes, List.of());
  }
}
