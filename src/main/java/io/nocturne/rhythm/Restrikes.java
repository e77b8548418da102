package io.nocturne.rhythm;

import io.nocturne.music.Note;
import io.nocturne.rhythm.GridPiece.GridNote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Ends notes at the next note-on of their key, since a key cannot sound twice at once: each such
 * note is as long as the longest length of the grid that ends before the next strike or with it.
 * Where the next strike comes sooner than the shortest length, the note ends there.
 */
final class Restrikes {

  private Restrikes() {}

  /**
   * Returns notes that each end before the next note-on of their key, or with it.
   *
   * @param longestWithin returns the longest length that there is within a number of units
   * @param ordered in {@link GridNote#ORDER}; some may be equal in onset and pitch
   * @return the same notes in the same order, some of them shorter
   */
  static List<GridNote> ended(LongUnaryOperator longestWithin, List<GridNote> ordered) {
    List<GridNote> ended = new ArrayList<>(ordered);
    // Of each pitch the first strike from the note looked at on, and the first one after that.
    long[] strike = new long[Note.PITCHES];
    long[] later = new long[Note.PITCHES];
    Arrays.fill(strike, Long.MAX_VALUE);
    Arrays.fill(later, Long.MAX_VALUE);
    for (int i = ordered.size() - 1; i >= 0; i--) {
      GridNote note = ordered.get(i);
      int pitch = note.pitch();
      if (note.onset() < strike[pitch]) {
        later[pitch] = strike[pitch];
        strike[pitch] = note.onset();
      }
      long room = later[pitch] - note.onset();
      if (note.length() > room) {
        ended.set(i, note.lasting(longestWithin.applyAsLong(room)));
      }
    }
    return ended;
  }

  /**
   * Refuses notes that sound at the next note-on of their key.
   *
   * @param ordered in {@link GridNote#ORDER}
   * @throws IllegalArgumentException naming the first such note
   */
  static void requireNone(List<GridNote> ordered) {
    GridNote[] last = new GridNote[Note.PITCHES];
    for (GridNote note : ordered) {
      GridNote before = last[note.pitch()];
      if (before != null && before.end() > note.onset()) {
        throw new IllegalArgumentException(
            "notes on a grid must end before their key sounds again, %s does not before %s"
                .formatted(before, note));
      }
      last[note.pitch()] = note;
    }
  }
}
