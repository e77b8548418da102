package io.nocturne.music;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of music as its source states it.
 *
 * @param name what to call it, usually its file's name
 * @param division what a tick is worth
 * @param tracks its lines, in the order of the source
 * @param tempos the tempo map, ordered by tick; empty means 120 quarters to the minute throughout
 * @param timeSignatures ordered by tick; empty means 4/4 throughout
 * @param keySignatures ordered by tick
 */
public record Piece(
    String name,
    Division division,
    List<Track> tracks,
    List<Tempo> tempos,
    List<TimeSignature> timeSignatures,
    List<KeySignature> keySignatures) {

  public Piece {
    tracks = List.copyOf(tracks);
    tempos = List.copyOf(tempos);
    timeSignatures = List.copyOf(timeSignatures);
    keySignatures = List.copyOf(keySignatures);
  }

  /** A piece of one track in 4/4 at 120 quarters to the minute. */
  public static Piece of(String name, int ticksPerQuarter, List<Note> notes) {
    return new Piece(
        name,
        new Division.Metrical(ticksPerQuarter),
        List.of(Track.of("", notes)),
        List.of(),
        List.of(),
        List.of());
  }

  /** Every track's notes, by onset, then pitch; equal ones in the order of the tracks. */
  public List<Note> notes() {
    List<Note> all = new ArrayList<>(noteCount());
    for (Track track : tracks) {
      all.addAll(track.notes());
    }
    all.sort(Note.BY_ONSET_THEN_PITCH);
    return all;
  }

  /** How many notes the tracks hold together. */
  public int noteCount() {
    return tracks.stream().mapToInt(track -> track.notes().size()).sum();
  }
}
