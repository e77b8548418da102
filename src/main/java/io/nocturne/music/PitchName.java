package io.nocturne.music;

import io.nocturne.base.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scientific pitch names and MIDI numbers: middle C is {@code C4} and 60, the piano's lowest key
 * {@code A0} and 21.
 */
public final class PitchName {

  // An accidental may be written as on a keyboard or as in print: # or \u266f, b or \u266d.
  private static final Pattern NAME = Pattern.compile("([A-Ga-g])([#b\u266f\u266d]{0,2})(-?[0-9])");
  private static final int[] SEMITONES = {9, 11, 0, 2, 4, 5, 7}; // A to G, above C
  private static final String[] SHARPS = {
    "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"
  };

  private PitchName() {}

  /**
   * Returns the MIDI number of a name: a letter, at most two accidentals, and an octave.
   *
   * <p>The octave belongs to the letter, so {@code B#3} is 60 and {@code Cb4} is 59.
   *
   * @param name for example {@code C4}, {@code F#3}, {@code Bb5} or {@code C-1}
   * @return 0 to 127
   * @throws IllegalArgumentException if it is not such a name, or outside C-1 (0) to G9 (127)
   */
  public static int parse(String name) {
    Matcher match = NAME.matcher(name);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is not a pitch; write a letter A to G, then # or b where needed, then an octave"
              + " from -1 to 9, for example F#3");
    }
    int number =
        12 * (Integer.parseInt(match.group(3)) + 1)
            + SEMITONES[Character.toUpperCase(match.group(1).charAt(0)) - 'A'];
    for (char accidental : match.group(2).toCharArray()) {
      number += accidental == '#' || accidental == '\u266f' ? 1 : -1;
    }
    if (number < 0 || number > 127) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is outside the pitches of MIDI, which go from C-1 to G9");
    }
    return number;
  }

  /**
   * Returns the name of a MIDI number, black keys as sharps.
   *
   * @param pitch 0 to 127
   * @return for example {@code C4} for 60
   */
  public static String of(int pitch) {
    Require.between("pitch", pitch, 0, 127);
    return SHARPS[pitch % 12] + (pitch / 12 - 1);
  }
}
