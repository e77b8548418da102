package io.nocturne.music;

import java.util.Comparator;

/**
 * One sounding note.
 *
 * @param onsetTicks when it starts, in ticks from the start of the piece, at least 0
 * @param durationTicks how long it sounds, in ticks, at least 0
 * @param pitch MIDI key number, 0 to 127 (60 is middle C)
 * @param velocity MIDI note-on velocity, 1 to 127
 * @param channel MIDI channel, 0 to 15
 */
public record Note(long onsetTicks, long durationTicks, int pitch, int velocity, int channel) {

  /** By onset, then pitch; the order in which a piece is read note by note. */
  public static final Comparator<Note> BY_ONSET_THEN_PITCH =
      Comparator.comparingLong(Note::onsetTicks).thenComparingInt(Note::pitch);

  public Note {
    if (onsetTicks < 0) {
      throw new IllegalArgumentException("onset must be at least 0, was " + onsetTicks);
    }
    if (durationTicks < 0) {
      throw new IllegalArgumentException("duration must be at least 0, was " + durationTicks);
    }
    requireRange("pitch", pitch, 0, 127);
    requireRange("velocity", velocity, 1, 127);
    requireRange("channel", channel, 0, 15);
  }

  /** The tick at which the note ends. */
  public long endTicks() {
    return onsetTicks + durationTicks;
  }

  private static void requireRange(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be " + low + " to " + high + ", was " + value);
    }
  }
}
