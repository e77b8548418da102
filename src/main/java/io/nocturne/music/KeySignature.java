package io.nocturne.music;

import static java.util.Objects.requireNonNull;

/**
 * A key signature from a tick on.
 *
 * @param tick ticks from the start of the piece, at least 0
 * @param sharps number of sharps, or of flats if negative: -7 to 7
 * @param mode whether the key is major or minor
 */
public record KeySignature(long tick, int sharps, Mode mode) {

  /** The two modes that a key signature tells apart. */
  public enum Mode {
    /** C major has no sharps or flats. */
    MAJOR,
    /** A minor has no sharps or flats. */
    MINOR
  }

  public KeySignature {
    Ranges.requireTick(tick);
    Ranges.require("sharps", sharps, -7, 7);
    requireNonNull(mode, "mode");
  }
}
