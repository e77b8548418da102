package io.nocturne.music;

import io.nocturne.base.Require;

/** The length of a tick: the division field of a MIDI file's header. */
public sealed interface Division {

  /**
   * Ticks are parts of a quarter note, whose length follows the tempo map.
   *
   * @param ticksPerQuarter 1 to 32,767
   */
  record Metrical(int ticksPerQuarter) implements Division {
    public Metrical {
      if (ticksPerQuarter < 1 || ticksPerQuarter > 0x7fff) {
        throw new IllegalArgumentException(
            "ticks per quarter must be 1 to 32767, was " + ticksPerQuarter);
      }
    }
  }

  /**
   * Ticks are parts of an SMPTE frame, of fixed length in time.
   *
   * @param framesPerSecond 24, 25, 29 (for 29.97 drop-frame) or 30
   * @param ticksPerFrame 1 to 255
   */
  record Smpte(int framesPerSecond, int ticksPerFrame) implements Division {
    public Smpte {
      if (framesPerSecond != 24
          && framesPerSecond != 25
          && framesPerSecond != 29
          && framesPerSecond != 30) {
        throw new IllegalArgumentException(
            "frames per second must be 24, 25, 29 or 30, was " + framesPerSecond);
      }
      Require.between("ticks per frame", ticksPerFrame, 1, 255);
    }
  }
}
