package io.nocturne.music;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A piece of music as its source states it.
 *
 * @param name what to call it, usually its file's name
 * @param division what a tick is worth
 * @param tracks its lines, in the order of the source
 * @param tempos the tempo map, ordered by tick; empty means 120 quarters to the minute throughout
 * @param timeSignatures ordered by tick; empty means 4/4 throughout
 * @param keySignatures ordered by tick; empty means none is stated
 */
public record Piece(
    String name,
    Division division,
    List<Track> tracks,
    List<Tempo> tempos,
    List<TimeSignature> timeSignatures,
    List<KeySignature> keySignatures) {

  public Piece {
    requireNonNull(name, "name");
    requireNonNull(division, "division");
    tracks = List.copyOf(tracks);
    tempos = List.copyOf(tempos);
    timeSignatures = List.copyOf(timeSignatures);
    keySignatures = List.copyOf(keySignatures);
    Ranges.requireOrdered("tempos", tempos, Tempo::tick);
    Ranges.requireOrdered("time signatures", timeSignatures, TimeSignature::tick);
    Ranges.requireOrdered("key signatures", keySignatures, KeySignature::tick);
  }

  /** Creates a piece of one track in 4/4 at 120 quarters to the minute. */
  public static Piece of(String name, int ticksPerQuarter, List<Note> notes) {
    return new Piece(
        name,
        new Division.Metrical(ticksPerQuarter),
        List.of(Track.of("", notes)),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * Returns the notes of all tracks, by onset, then pitch; equal ones in the order of the tracks.
   * The list is made again at each call and cannot be changed.
   */
  public List<Note> notes() {
    Note[] all = new Note[noteCount()];
    int filled = 0;
    for (Track track : tracks) {
      for (Note note : track.notes()) {
        all[filled++] = note;
      }
    }
    Arrays.sort(all, Note.BY_ONSET_THEN_PITCH);
    return Collections.unmodifiableList(Arrays.asList(all));
  }

  /** Returns this piece without percussion, whose pitches are not those of notes. */
  public Piece pitched() {
    boolean plain =
        tracks.stream().flatMap(track -> track.notes().stream()).noneMatch(Note::isPercussion);
    return plain ? this : withTracks(tracks.stream().map(Track::pitched).toList());
  }

  /**
   * Returns this piece with the effect of the sustain pedal in the lengths of its notes, and
   * without the pedal.
   *
   * <p>A note whose key is released while its channel's pedal is down sounds on until the pedal
   * goes up, or the same pitch has a note-on again on that channel, or the last note or control of
   * the piece, whichever comes first. The pedal is a matter of the port and channel: it may be in
   * another track than the notes.
   *
   * <p>Where a key and the pedal move at the same tick, the pedal moves first. A pedal that goes up
   * and down again at one tick ends the notes it held. No note gets shorter.
   */
  public Piece sustained() {
    return hasSustainPedal() ? withTracks(SustainPedal.apply(tracks)) : this;
  }

  /** Returns whether the sustain pedal moves. */
  public boolean hasSustainPedal() {
    return tracks.stream()
        .flatMap(track -> track.controls().stream())
        .anyMatch(ControlChange::isSustainPedal);
  }

  /**
   * Returns this piece some semitones higher, its key signatures too. Percussion stays as it is.
   *
   * @param semitones lower if negative
   * @throws IllegalArgumentException if a note would leave MIDI's pitches, 0 to 127
   */
  public Piece transposed(int semitones) {
    return semitones == 0
        ? this
        : new Piece(
            name,
            division,
            tracks.stream().map(track -> track.transposed(semitones)).toList(),
            tempos,
            timeSignatures,
            keySignatures.stream().map(key -> key.transposed(semitones)).toList());
  }

  /** Returns this piece with other tracks. */
  public Piece withTracks(List<Track> other) {
    return new Piece(name, division, other, tempos, timeSignatures, keySignatures);
  }

  /** Returns this piece with other notes and its control changes, in one track. */
  public Piece withNotes(List<Note> notes) {
    return withTracks(List.of(Track.of("", notes).withControls(controls())));
  }

  /** Returns the control changes of all tracks, by tick. */
  public List<ControlChange> controls() {
    return tracks.stream()
        .flatMap(track -> track.controls().stream())
        .sorted(Comparator.comparingLong(ControlChange::tick))
        .toList();
  }

  /** Returns the tick at which the last note ends; 0 without notes. */
  public long endTicks() {
    return tracks.stream().mapToLong(Track::endTicks).max().orElse(0);
  }

  /**
   * Returns the tempo that half of the piece up to its end is not faster and half not slower than,
   * by quarters, in quarters per minute; empty if its ticks are parts of frames.
   */
  public OptionalDouble medianTempo() {
    return division instanceof Division.Metrical
        ? OptionalDouble.of(MedianTempo.of(tempos, endTicks()))
        : OptionalDouble.empty();
  }

  /** Returns the number of notes of all tracks. */
  public int noteCount() {
    int count = 0;
    for (Track track : tracks) {
      count = Math.addExact(count, track.notes().size());
    }
    return count;
  }
}
