package io.nocturne.music;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One line of a piece.
 *
 * @param name the track's name; empty when it has none
 * @param notes ordered by onset; simultaneous notes keep the order of the source
 * @param programs changes of instrument, ordered by tick
 */
public record Track(String name, List<Note> notes, List<ProgramChange> programs) {

  public Track {
    requireNonNull(name, "name");
    notes = List.copyOf(notes);
    programs = List.copyOf(programs);
    Ranges.requireOrdered("notes", notes, Note::onsetTicks);
    Ranges.requireOrdered("program changes", programs, ProgramChange::tick);
  }

  /** Creates a track of notes that names no instrument. */
  public static Track of(String name, List<Note> notes) {
    return new Track(name, notes, List.of());
  }

  Track transposed(int semitones) {
    return new Track(
        name,
        notes.stream()
            .map(note -> note.isPercussion() ? note : note.withPitch(note.pitch() + semitones))
            .toList(),
        programs);
  }

  Track pitched() {
    return new Track(name, notes.stream().filter(note -> !note.isPercussion()).toList(), programs);
  }
}
