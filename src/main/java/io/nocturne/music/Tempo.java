package io.nocturne.music;

import io.nocturne.base.Require;

/**
 * A tempo from a tick on.
 *
 * @param tick ticks from the start of the piece, at least 0
 * @param microsecondsPerQuarter length of a quarter note, 1 to 16,777,215; 500,000 is 120 to the
 *     minute
 */
public record Tempo(long tick, int microsecondsPerQuarter) {
  /** Divided by a tempo's microseconds per quarter these are its quarters per minute. */
  public static final double MICROSECONDS_PER_MINUTE = 60e6;

  /** 120 quarters to the minute, which holds where none is stated. */
  static final Tempo DEFAULT = new Tempo(0, 500_000);

  public Tempo {
    Ranges.requireTick(tick);
    Require.between("microseconds per quarter", microsecondsPerQuarter, 1, 0xffffff);
  }

  /** Returns the same tempo from another tick on. */
  public Tempo at(long other) {
    return new Tempo(other, microsecondsPerQuarter);
  }
}
