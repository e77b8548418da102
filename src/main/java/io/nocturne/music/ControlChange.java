package io.nocturne.music;

import io.nocturne.base.Require;

/**
 * A change of one of a channel's controllers from a tick on, such as of the sustain pedal.
 *
 * @param tick ticks from the start of the piece, at least 0
 * @param channel MIDI channel, 0 to 15
 * @param controller its number in the MIDI specification, 0 to 127; 64 is the sustain pedal
 * @param value 0 to 127; of a pedal, 64 and more is down
 */
public record ControlChange(long tick, int channel, int controller, int value) {

  /** The controller of the sustain pedal. */
  public static final int SUSTAIN_PEDAL = 64;

  private static final int DOWN = 64;
  private static final int FULLY_DOWN = 127;

  public ControlChange {
    Ranges.requireTick(tick);
    Require.between("channel", channel, 0, Note.CHANNELS - 1);
    Require.between("controller", controller, 0, 127);
    Require.between("value", value, 0, 127);
  }

  /** Returns a move of the sustain pedal, all the way down or up. */
  public static ControlChange sustainPedal(long tick, int channel, boolean isDown) {
    return new ControlChange(tick, channel, SUSTAIN_PEDAL, isDown ? FULLY_DOWN : 0);
  }

  /** Returns whether it moves the sustain pedal. */
  public boolean isSustainPedal() {
    return controller == SUSTAIN_PEDAL;
  }

  /** Returns whether a pedal is down from here on. */
  public boolean isDown() {
    return value >= DOWN;
  }

  /** Returns the same change from another tick on. */
  public ControlChange at(long other) {
    return new ControlChange(other, channel, controller, value);
  }
}
