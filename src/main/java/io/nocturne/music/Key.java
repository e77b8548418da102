package io.nocturne.music;

import static java.util.Objects.requireNonNull;

import io.nocturne.base.Require;
import io.nocturne.music.KeySignature.Mode;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A major or minor key, whatever its spelling: Db major and C# major are one.
 *
 * @param tonic pitch class, 0 (C) to 11 (B)
 * @param mode major or minor
 */
public record Key(int tonic, Mode mode) {
  private static final Pattern NAME =
      Pattern.compile("([A-Ga-g][#b]?)\\s+(major|minor)", Pattern.CASE_INSENSITIVE);
  private static final String[] MAJOR = {
    "C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"
  };
  private static final String[] MINOR = {
    "C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"
  };
  private static final int[] MAJOR_SCALE = {0, 2, 4, 5, 7, 9, 11};
  private static final int[] MINOR_SCALE = {0, 2, 3, 5, 7, 8, 10};
  private static final int[] MAJOR_SHARPS = {0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5};
  private static final int[] MINOR_SHARPS = {-3, 4, -1, -6, 1, -4, 3, -2, 5, 0, -5, 2};

  public Key {
    Require.between("tonic", tonic, 0, Note.OCTAVE - 1);
    requireNonNull(mode, "mode");
  }

  /**
   * Returns the key of a name.
   *
   * @param name a letter, # or b where needed, and major or minor: {@code Eb major}
   * @throws IllegalArgumentException if it is not such a name
   */
  public static Key parse(String name) {
    Matcher match = NAME.matcher(name.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is not a key; write for example C minor, F# major or Bb major");
    }
    int tonic = PitchName.parse(match.group(1) + "4") % Note.OCTAVE;
    return new Key(tonic, Mode.valueOf(match.group(2).toUpperCase(Locale.ROOT)));
  }

  /** Returns its name in the usual spelling: {@code Eb major}. */
  public String label() {
    return switch (mode) {
      case MAJOR -> MAJOR[tonic] + " major";
      case MINOR -> MINOR[tonic] + " minor";
    };
  }

  /** Returns the key some semitones higher, or lower if negative. */
  public Key transposed(int semitones) {
    return new Key(Math.floorMod(tonic + semitones, Note.OCTAVE), mode);
  }

  /** Returns the pitch classes of its scale, 0 (C) to 11 (B); the natural one of a minor key. */
  public SortedSet<Integer> scale() {
    SortedSet<Integer> scale = new TreeSet<>();
    for (int step : mode == Mode.MAJOR ? MAJOR_SCALE : MINOR_SCALE) {
      scale.add((tonic + step) % Note.OCTAVE);
    }
    return scale;
  }

  /** Returns the sharps of its signature in the usual spelling, or flats if negative: -6 to 6. */
  public int sharps() {
    return (mode == Mode.MAJOR ? MAJOR_SHARPS : MINOR_SHARPS)[tonic];
  }
}
