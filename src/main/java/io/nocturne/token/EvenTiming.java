package io.nocturne.token;

import io.nocturne.base.Require;
import io.nocturne.music.Tempo;
import java.util.OptionalDouble;

/**
 * The rhythm and velocity given to tokens that have none: equal notes, one after the other.
 *
 * @param ticksPerQuarter the division of the piece, 1 to 32,767
 * @param noteTicks length of each note, at least 1
 * @param microsecondsPerQuarter tempo, 1 to 16,777,215
 * @param velocity the velocity of each note, 1 to 127
 */
public record EvenTiming(
    int ticksPerQuarter, int noteTicks, int microsecondsPerQuarter, int velocity) {

  /** Eighth notes at 120 quarters to the minute. */
  public static final EvenTiming DEFAULT = new EvenTiming(480, 240, 500_000, 80);

  public EvenTiming {
    Require.between("ticks per quarter", ticksPerQuarter, 1, 0x7fff);
    Require.between("note length in ticks", noteTicks, 1, Integer.MAX_VALUE);
    Require.between("microseconds per quarter", microsecondsPerQuarter, 1, 0xffffff);
    Require.between("velocity", velocity, 1, 127);
  }

  /**
   * Returns this at a tempo.
   *
   * @param quartersPerMinute above 3.58, the slowest tempo of MIDI files; empty for this one's
   */
  public EvenTiming at(OptionalDouble quartersPerMinute) {
    return quartersPerMinute.isEmpty()
        ? this
        : new EvenTiming(
            ticksPerQuarter,
            noteTicks,
            (int) Math.round(Tempo.MICROSECONDS_PER_MINUTE / quartersPerMinute.getAsDouble()),
            velocity);
  }
}
