package io.nocturne.token;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.List;

/** Creates pieces from tokens without rhythm: one after the other, evenly. */
final class EvenNotes {
  private EvenNotes() {}

  /**
   * Creates a piece of one track.
   *
   * @param chords the pitches of each token; one without pitches is a rest
   */
  static Piece piece(String name, List<List<Integer>> chords, EvenTiming timing) {
    List<Note> notes = new ArrayList<>(chords.size());
    for (int i = 0; i < chords.size(); i++) {
      long onset = (long) i * timing.noteTicks();
      for (int pitch : chords.get(i)) {
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
