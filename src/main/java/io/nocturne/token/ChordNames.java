package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.PitchName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The ways of naming simultaneous notes. */
public enum ChordNames {
  /** The pitches, from the lowest: {@code C4.E4.G4}. */
  PITCHES {
    @Override
    String name(Collection<Integer> pitches) {
      return new TreeSet<>(pitches)
          .stream().map(PitchName::of).collect(Collectors.joining(SEPARATOR));
    }

    @Override
    List<Integer> pitches(String name) {
      List<Integer> pitches = new ArrayList<>();
      for (String part : name.split("\\.", -1)) {
        pitches.add(PitchName.parse(part));
      }
      return pitches;
    }
  },

  /**
   * The pitch classes in normal order, with 0 for C: {@code 0.4.7} for a triad on C, in whatever
   * octaves and however often; a note by itself by its pitch. They are played upwards from the
   * octave of middle C, and one pitch class in several octaves in two.
   */
  NORMAL_ORDER {
    @Override
    String name(Collection<Integer> pitches) {
      return pitches.size() == 1
          ? PitchName.of(pitches.iterator().next())
          : NormalOrder.of(pitches).stream()
              .map(String::valueOf)
              .collect(Collectors.joining(SEPARATOR));
    }

    @Override
    List<Integer> pitches(String name) {
      if (!Character.isDigit(name.charAt(0))) {
        return List.of(PitchName.parse(name));
      }
      List<Integer> pitches = new ArrayList<>();
      int pitch = MIDDLE_C - 1;
      for (String part : name.split("\\.", -1)) {
        int above = MIDDLE_C + Integer.parseInt(part);
        pitch = above > pitch ? above : above + Note.OCTAVE;
        pitches.add(pitch);
      }
      if (pitches.size() == 1) {
        pitches.add(pitch + Note.OCTAVE);
      }
      return pitches;
    }
  };

  private static final String SEPARATOR = ".";
  private static final int MIDDLE_C = 60;

  /** Returns the name in {@code vocabulary.json}. */
  public String label() {
    return Options.label(this);
  }

  /**
   * Returns the name of simultaneous pitches.
   *
   * @param pitches at least one, all different
   */
  abstract String name(Collection<Integer> pitches);

  /** Pitches of a name, ascending. */
  abstract List<Integer> pitches(String name);
}
