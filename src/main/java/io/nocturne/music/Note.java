package io.nocturne.music;

import io.nocturne.base.Require;
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

  /** The order in which a piece is read note by note: by onset, then pitch. */
  public static final Comparator<Note> BY_ONSET_THEN_PITCH = Note::compareOnsetThenPitch;

  /** The number of MIDI pitches. */
  public static final int PITCHES = 128;

  /** The number of MIDI channels. */
  public static final int CHANNELS = 16;

  /** The number of semitones in an octave, and of pitch classes. */
  public static final int OCTAVE = 12;

  /** The MIDI channel, from 0, of General MIDI's percussion: it is called channel 10. */
  public static final int PERCUSSION_CHANNEL = 9;

  public Note {
    Require.atLeast("onset", onsetTicks, 0);
    Require.atLeast("duration", durationTicks, 0);
    if (durationTicks > Long.MAX_VALUE - onsetTicks) {
      throw new IllegalArgumentException(
          "onset and duration must add up to at most "
              + Long.MAX_VALUE
              + ", were "
              + onsetTicks
              + " and "
              + durationTicks);
    }
    Require.between("pitch", pitch, 0, PITCHES - 1);
    Require.between("velocity", velocity, 1, 127);
    Require.between("channel", channel, 0, CHANNELS - 1);
  }

  /**
   * Returns whether this is a note of percussion, by its channel. Its pitch names an instrument; it
   * is part of no tune, chord or key.
   */
  public boolean isPercussion() {
    return channel == PERCUSSION_CHANNEL;
  }

  /** Returns the same note a number of ticks later. */
  public Note movedBy(long ticks) {
    return new Note(onsetTicks + ticks, durationTicks, pitch, velocity, channel);
  }

  /** Returns the same note at another pitch, 0 to 127. */
  public Note withPitch(int other) {
    return new Note(onsetTicks, durationTicks, other, velocity, channel);
  }

  /** Returns the tick at which the note ends. */
  public long endTicks() {
    return onsetTicks + durationTicks;
  }

  // One comparison in one frame: merging the tracks of a piece spends most of its time here.
  private static int compareOnsetThenPitch(Note a, Note b) {
    return a.onsetTicks != b.onsetTicks
        ? Long.compare(a.onsetTicks, b.onsetTicks)
        : Integer.compare(a.pitch, b.pitch);
  }
}
