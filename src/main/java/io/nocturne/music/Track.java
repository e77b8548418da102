package io.nocturne.music;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.Require;
import java.util.List;

/**
 * One line of a piece.
 *
 * @param name the track's name; empty when it has none
 * @param port the MIDI port of its channels, 0 to 127: a channel of one port is not the channel of
 *     the same number of another
 * @param notes ordered by onset; simultaneous notes keep the order of the source
 * @param programs changes of instrument, ordered by tick
 * @param controls changes of controllers, ordered by tick
 */
public record Track(
    String name,
    int port,
    List<Note> notes,
    List<ProgramChange> programs,
    List<ControlChange> controls) {

  public Track {
    requireNonNull(name, "name");
    Require.between("port", port, 0, 127);
    notes = List.copyOf(notes);
    programs = List.copyOf(programs);
    controls = List.copyOf(controls);
    Ranges.requireOrdered("notes", notes, Note::onsetTicks);
    Ranges.requireOrdered("program changes", programs, ProgramChange::tick);
    Ranges.requireOrdered("control changes", controls, ControlChange::tick);
  }

  /** Creates a track of the first port without control changes. */
  public Track(String name, List<Note> notes, List<ProgramChange> programs) {
    this(name, 0, notes, programs, List.of());
  }

  /** Creates a track of notes that names no instrument. */
  public static Track of(String name, List<Note> notes) {
    return new Track(name, notes, List.of());
  }

  /** Returns this track with other notes, ordered by onset. */
  public Track withNotes(List<Note> other) {
    return new Track(name, port, other, programs, controls);
  }

  /** Returns this track with other control changes, ordered by tick. */
  public Track withControls(List<ControlChange> other) {
    return new Track(name, port, notes, programs, other);
  }

  /**
   * Returns this track later.
   *
   * @param ticks by how much, at least 0
   */
  public Track movedBy(long ticks) {
    return new Track(
        name,
        port,
        notes.stream().map(note -> note.movedBy(ticks)).toList(),
        programs.stream().map(change -> change.at(change.tick() + ticks)).toList(),
        controls.stream().map(change -> change.at(change.tick() + ticks)).toList());
  }

  /** Returns the tick at which the last note ends; 0 without notes. */
  long endTicks() {
    return notes.stream().mapToLong(Note::endTicks).max().orElse(0);
  }

  Track transposed(int semitones) {
    return withNotes(
        notes.stream()
            .map(note -> note.isPercussion() ? note : note.withPitch(note.pitch() + semitones))
            .toList());
  }

  Track pitched() {
    return withNotes(notes.stream().filter(note -> !note.isPercussion()).toList());
  }

  /** Returns a channel of this track's port. */
  public PortChannel channel(int number) {
    return new PortChannel(port, number);
  }

  /**
   * A channel of a MIDI port; instruments and pedals hold for it in all tracks.
   *
   * @param port MIDI port, 0 to 127
   * @param number MIDI channel, 0 to 15
   */
  public record PortChannel(int port, int number) {}
}
