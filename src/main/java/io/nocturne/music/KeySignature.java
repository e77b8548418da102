package io.nocturne.music;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.Require;

/**
 * A key signature from a tick on.
 *
 * @param tick ticks from the start of the piece, at least 0
 * @param sharps number of sharps, or of flats if negative: -7 to 7
 * @param mode whether the key is major or minor
 */
public record KeySignature(long tick, int sharps, Mode mode) {

  private static final int FIFTH = 7;
  private static final int A = 9;

  /** The two modes of a key signature. */
  public enum Mode {
    /** C major has no sharps or flats. */
    MAJOR,
    /** A minor has no sharps or flats. */
    MINOR
  }

  public KeySignature {
    Ranges.requireTick(tick);
    Require.between("sharps", sharps, -7, 7);
    requireNonNull(mode, "mode");
  }

  /** Returns the key whose signature it is. */
  public Key key() {
    return new Key(Math.floorMod(sharps * FIFTH + (mode == Mode.MAJOR ? 0 : A), Note.OCTAVE), mode);
  }

  public KeySignature transposed(int semitones) {
    Key key = key();
    int tonic = Math.floorMod(key.tonic() + semitones, Note.OCTAVE);
    return new KeySignature(tick, new Key(tonic, mode).sharps(), mode);
  }

  /** Returns the same signature from another tick on. */
  public KeySignature at(long other) {
    return new KeySignature(other, sharps, mode);
  }
}
