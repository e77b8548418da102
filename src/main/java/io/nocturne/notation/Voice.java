package io.nocturne.notation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chords of a staff that follow one another without overlap.
 *
 * @param chords by onset
 * @param thirds the places where the cells begin that are divided into triplets
 */
record Voice(List<Chord> chords, Set<Long> thirds) {

  /** As few voices as the chords need, each the next that is free; the first has most. */
  static List<Voice> of(List<Placed> staff, Bars bars) {
    List<Open> open = new ArrayList<>();
    for (Chord chord : chords(staff)) {
      open.stream()
          .filter(voice -> voice.takes(chord, bars))
          .findFirst()
          .orElseGet(
              () -> {
                open.add(new Open());
                return open.get(open.size() - 1);
              })
          .add(chord, bars);
    }
    return open.stream().map(voice -> new Voice(voice.chords, voice.thirds)).toList();
  }

  /** The notes as chords: by onset, the highest first. */
  private static List<Chord> chords(List<Placed> staff) {
    Map<List<Long>, List<Placed>> together = new LinkedHashMap<>();
    for (Placed note : staff) {
      // A pitch that is struck twice at once is written twice.
      long twin = 0;
      while (contains(together.get(List.of(note.onset(), note.end(), twin)), note.pitch())) {
        twin++;
      }
      together
          .computeIfAbsent(List.of(note.onset(), note.end(), twin), key -> new ArrayList<>())
          .add(note);
    }
    List<Chord> chords = new ArrayList<>();
    for (List<Placed> notes : together.values()) {
      notes.sort(Comparator.comparingInt(Placed::pitch));
      chords.add(new Chord(notes.get(0).onset(), notes.get(0).end(), notes));
    }
    chords.sort(
        Comparator.comparingLong(Chord::onset)
            .thenComparing(Comparator.comparingInt(Chord::highest).reversed()));
    return chords;
  }

  private static boolean contains(List<Placed> notes, int pitch) {
    return notes != null && notes.stream().anyMatch(note -> note.pitch() == pitch);
  }

  /** A voice as it grows. */
  private static final class Open {
    private final List<Chord> chords = new ArrayList<>();
    private final Set<Long> thirds = new TreeSet<>();
    private final Set<Long> halves = new TreeSet<>();

    /** Whether it is free, and the chord's rhythm fits the one that its cells have so far. */
    boolean takes(Chord chord, Bars bars) {
      if (chords.isEmpty()) {
        return true;
      }
      return chords.get(chords.size() - 1).end() <= chord.onset()
          && fits(chord.onset(), bars)
          && fits(chord.end(), bars);
    }

    private boolean fits(long place, Bars bars) {
      long cell = bars.at(place).cellStart(place);
      boolean third = (place - cell) % 3 != 0;
      boolean half = (place - cell) % 4 != 0;
      return !(third && halves.contains(cell)) && !(half && thirds.contains(cell));
    }

    void add(Chord chord, Bars bars) {
      chords.add(chord);
      note(chord.onset(), bars);
      note(chord.end(), bars);
    }

    private void note(long place, Bars bars) {
      long cell = bars.at(place).cellStart(place);
      if ((place - cell) % 3 != 0) {
        thirds.add(cell);
      }
      if ((place - cell) % 4 != 0) {
        halves.add(cell);
      }
    }
  }
}
