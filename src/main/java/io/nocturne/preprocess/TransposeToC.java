package io.nocturne.preprocess;

import io.nocturne.music.Key;
import io.nocturne.music.KeyFinder;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import java.util.List;
import java.util.Optional;

/** Finds by how much a piece is moved to be in C major or A minor. */
final class TransposeToC {
  private static final int A = 9;

  private TransposeToC() {}

  /**
   * Returns the shorter transposition, from 6 down to 5 up; an octave from it if MIDI has no such
   * pitches there.
   */
  static KeyChange of(Piece piece) {
    List<Note> notes = piece.pitched().notes();
    Optional<Key> key = KeyFinder.find(notes);
    if (key.isEmpty()) {
      return new KeyChange(key, 0);
    }
    int tonic = key.get().mode() == Mode.MAJOR ? 0 : A;
    int shorter = Math.floorMod(tonic - key.get().tonic() + 6, Note.OCTAVE) - 6;
    for (int semitones : new int[] {shorter, shorter + Note.OCTAVE, shorter - Note.OCTAVE}) {
      if (notes.stream().allMatch(note -> isPitch(note.pitch() + semitones))) {
        return new KeyChange(key, semitones);
      }
    }
    // Notes at both ends of MIDI's pitches: it cannot be moved anywhere.
    return new KeyChange(key, 0);
  }

  private static boolean isPitch(int pitch) {
    return pitch >= 0 && pitch < Note.PITCHES;
  }
}
