package io.nocturne.music;

import io.nocturne.base.Require;

/**
 * A change of a channel's instrument from a tick on.
 *
 * @param tick ticks from the start of the piece, at least 0
 * @param channel MIDI channel, 0 to 15
 * @param program General MIDI program, 0 to 127 (0 is the grand piano)
 */
public record ProgramChange(long tick, int channel, int program) {
  public ProgramChange {
    Ranges.requireTick(tick);
    Require.between("channel", channel, 0, 15);
    Require.between("program", program, 0, 127);
  }

  /** Returns the same change from another tick on. */
  public ProgramChange at(long other) {
    return new ProgramChange(other, channel, program);
  }
}
