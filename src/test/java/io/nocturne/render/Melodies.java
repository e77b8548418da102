package io.nocturne.render;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.util.List;

/** Pieces that are heard and seen in tests; a quarter is half a second. */
final class Melodies {
  static final int QUARTER = 480;
  static final int A4 = 69;

  private Melodies() {}

  static Piece piece(Note... notes) {
    return Piece.of("melody", QUARTER, List.of(notes));
  }

  /** A note that begins after some quarters and lasts some quarters. */
  static Note note(double onset, double duration, int pitch, int velocity) {
    return new Note(
        Math.round(onset * QUARTER), Math.round(duration * QUARTER), pitch, velocity, 0);
  }
}
