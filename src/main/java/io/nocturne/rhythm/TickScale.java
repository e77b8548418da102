package io.nocturne.rhythm;

import io.nocturne.music.Division;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Division.Smpte;

/**
 * Ticks as quarters: ticks times numerator / denominator. Where a file counts frames it has no
 * quarters, and two to the second are taken, as MIDI's default tempo has them.
 */
record TickScale(long numerator, long denominator) {
  private static final int QUARTERS_A_SECOND = 2;

  static TickScale of(Division division) {
    if (division instanceof Metrical metrical) {
      return new TickScale(1, metrical.ticksPerQuarter());
    }
    Smpte smpte = (Smpte) division;
    // SMPTE's 29 stands for 30 frames in 1.001 seconds.
    return smpte.framesPerSecond() == 29
        ? new TickScale(QUARTERS_A_SECOND * 1001L, 30_000L * smpte.ticksPerFrame())
        : new TickScale(QUARTERS_A_SECOND, (long) smpte.framesPerSecond() * smpte.ticksPerFrame());
  }

  /** Returns whether a tick is at least a number of quarters from the start. */
  boolean reaches(long ticks, long quarters) {
    return ticks / denominator >= quarters || ticks * numerator / denominator >= quarters;
  }
}
