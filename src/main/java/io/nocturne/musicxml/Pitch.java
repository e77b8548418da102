package io.nocturne.musicxml;

import io.nocturne.music.Note;

/** The MIDI keys of written pitches. */
final class Pitch {
  static final int INVALID = -1;

  private static final String STEPS = "C D EF G A B";
  private static final int MAX_ALTER = 4;

  private Pitch() {}

  /**
   * Returns the MIDI key of a pitch, microtones rounded up; {@link #INVALID} if it is not valid or
   * MIDI has none.
   *
   * @param semitones by which it sounds higher than it is written
   */
  static int key(Element pitch, int semitones) {
    String step = pitch.text("step");
    int above = step.length() == 1 ? STEPS.indexOf(step) : -1;
    double octave = pitch.number("octave");
    double alter = pitch.number("alter", 0);
    if (above < 0 || !(octave >= 0 && octave < 10) || !(Math.abs(alter) <= MAX_ALTER)) {
      return INVALID;
    }
    // Octave 4 begins at middle C, key 60.
    long key = Note.OCTAVE * ((long) octave + 1) + above + Math.round(alter) + semitones;
    return key >= 0 && key < Note.PITCHES ? (int) key : INVALID;
  }

  static boolean isMicrotone(Element pitch) {
    double alter = pitch.number("alter", 0);
    return alter != Math.rint(alter);
  }
}
