package io.nocturne.token;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.List;

/** Makes pieces of tokens without rhythm: pitches struck one after the other, evenly. */
final class EvenNotes {
  private EvenNotes() {}

  /**
   * A piece of one track.
   *
   * @param struck the pitches of each token; one without pitches is a rest
   */
  static Piece piece(String name, List<List<Integer>> struck, EvenTiming timing) {
    List<Note> notes = new ArrayList<>(struck.size());
    for (int i = 0; i < struck.size(); i++) {
      long onset = (long) i * timing.noteTicks();
      for (int pitch : struck.get(i)) {
        notes.add(new Note(onset, timing.noteTicks(), pitch, timing.velocity(), 0));
      }
    }
    return new Piece(
        name,
        new Division.Metrical(timing.ticksPerQuarter()),
        List.of(Track.of("", notes)),
        List.of(new Tempo(0, timing.microsecondsPerQuarter())),
        List.of(),
        List.of());
  }
}
