package io.nocturne.render.notation;

/**
 * The error of a piece's rhythm in written note values. A note counts as moved if its onset or its
 * end is written elsewhere by more than half a tick; but a note that is released up to 1/32 of a
 * quarter before a place that note values can express is held to there, and that counts as its end:
 * programs and players let go early, and no score shows it.
 *
 * @param notes how many were written
 * @param moved how many of them were moved
 * @param largestQuarters the farthest that an onset or end was moved, in quarter notes
 * @param meanQuarters the mean distance of all onsets and ends from where they were, in quarter
 *     notes
 */
public record NotationError(int notes, int moved, double largestQuarters, double meanQuarters) {

  /** Returns whether all notes are written as they are. */
  public boolean isExact() {
    return moved == 0;
  }
}
