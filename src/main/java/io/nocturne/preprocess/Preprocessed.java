package io.nocturne.preprocess;

import io.nocturne.music.Key;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import io.nocturne.rhythm.SilenceLimit.Shortened;
import java.util.List;
import java.util.Optional;

/**
 * A piece before and after its {@link Preprocessing}.
 *
 * @param original the piece as its file has it
 * @param selected its notes that are taken, with the effect of the pedal, in their own time and key
 * @param piece the notes that tokens are made of
 * @param shortened what was done to its silences
 * @param key what was done about its key, if anything was to be
 */
public record Preprocessed(
    Piece original, Piece selected, Piece piece, Shortened shortened, Optional<KeyChange> key) {

  /** Returns how many semitones higher the piece is than the original; negative if lower. */
  public int semitones() {
    return key.map(KeyChange::semitones).orElse(0);
  }

  /** Returns how many notes of percussion were left out. */
  public int percussion() {
    return original.noteCount() - original.pitched().noteCount();
  }

  /** Returns which other notes were left out. */
  public Unselected unselected() {
    Piece pitched = original.pitched();
    List<Track> before = pitched.tracks();
    int tracks = 0;
    for (int i = 0; i < before.size(); i++) {
      boolean leftOut =
          !before.get(i).notes().isEmpty() && selected.tracks().get(i).notes().isEmpty();
      tracks += leftOut ? 1 : 0;
    }
    return new Unselected(tracks, pitched.noteCount() - selected.noteCount());
  }

  /** Returns this with other notes that tokens are made of, in the same key. */
  public Preprocessed with(Piece other) {
    return new Preprocessed(original, selected, other, shortened, key);
  }

  /**
   * A piece moved to another key.
   *
   * @param key what it was in; empty if none was found, and it stayed
   * @param semitones by which it was moved, downwards if negative
   */
  public record KeyChange(Optional<Key> key, int semitones) {}

  /**
   * Notes of tracks that were not selected.
   *
   * @param tracks how many tracks were left out as a whole
   * @param notes how many notes were left out
   */
  public record Unselected(int tracks, long notes) {
    /** All notes were selected. */
    public static final Unselected NONE = new Unselected(0, 0);

    /** Adds what was left out of another piece. */
    public Unselected plus(Unselected other) {
      return new Unselected(tracks + other.tracks, notes + other.notes);
    }
  }
}
