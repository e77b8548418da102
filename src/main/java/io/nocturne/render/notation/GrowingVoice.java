package io.nocturne.render.notation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A voice to which chords are added, none beginning before the one added last. */
final class GrowingVoice {
  /** The cost of dividing a chord in two that are tied. */
  static final int DIVISION = 2;

  /** The cost of halves and thirds in one cell: values down to triplets of 64ths. */
  private static final int MIXED_RHYTHM = 20;

  /** The cost of a pitch twice at once, of which one may have to be tied. */
  private static final int UNISON = 200;

  private final Bars bars;
  private final List<Chord> chords = new ArrayList<>();
  private final Set<Long> thirds = new HashSet<>();
  private final Set<Long> halves = new HashSet<>();

  GrowingVoice(Bars bars) {
    this.bars = bars;
  }

  NotatedVoice toVoice() {
    return new NotatedVoice(chords, thirds);
  }

  /** Returns whether it has a chord that sounds at a place or after it. */
  boolean isUsedSince(long place) {
    return !chords.isEmpty() && chords.get(chords.size() - 1).end() > place;
  }

  /**
   * Returns the cost of adding a chord: 0 if the voice is free, and the rhythm fits what it has.
   */
  int cost(Chord chord) {
    int cost = fits(chord.start()) && fits(chord.end()) ? 0 : MIXED_RHYTHM;
    for (Chord other : chords.subList(firstNotBefore(chord), chords.size())) {
      cost += cut(chord.start(), other) + cut(chord.end(), other);
      cost += cut(other.start(), chord) + cut(other.end(), chord);
      cost += chord.sharesPitch(other) ? UNISON : 0;
    }
    return cost;
  }

  private static int cut(long place, Chord chord) {
    return place > chord.start() && place < chord.end() ? DIVISION : 0;
  }

  private boolean fits(long place) {
    long cell = bars.at(place).cellStart(place);
    return !(isThird(place, cell) && halves.contains(cell))
        && !(isHalf(place, cell) && thirds.contains(cell));
  }

  private static boolean isThird(long place, long cell) {
    return (place - cell) % 3 != 0;
  }

  private static boolean isHalf(long place, long cell) {
    return (place - cell) % 4 != 0;
  }

  /** Adds a chord; what sounds at once is divided at the ends of the other, and joined. */
  void add(Chord chord) {
    List<Chord> last = chords.subList(firstNotBefore(chord), chords.size());
    List<Chord> joined = joined(last, chord);
    last.clear();
    chords.addAll(joined);
    note(chord.start());
    note(chord.end());
  }

  private static List<Chord> joined(List<Chord> last, Chord added) {
    SortedSet<Long> places = new TreeSet<>(List.of(added.start(), added.end()));
    last.forEach(chord -> places.addAll(List.of(chord.start(), chord.end())));
    List<Chord> joined = new ArrayList<>();
    long from = places.first();
    for (long to : places.tailSet(from + 1)) {
      List<NotatedNote> notes = new ArrayList<>();
      for (Chord chord : last) {
        if (chord.start() <= from && chord.end() >= to) {
          notes.addAll(chord.notes());
        }
      }
      if (added.start() <= from && added.end() >= to) {
        notes.addAll(added.notes());
      }
      if (!notes.isEmpty()) {
        joined.add(new Chord(from, to, notes));
      }
      from = to;
    }
    return joined;
  }

  private int firstNotBefore(Chord chord) {
    int first = chords.size();
    while (first > 0 && chords.get(first - 1).end() > chord.start()) {
      first--;
    }
    return first;
  }

  private void note(long place) {
    long cell = bars.at(place).cellStart(place);
    if (isThird(place, cell)) {
      thirds.add(cell);
    }
    if (isHalf(place, cell)) {
      halves.add(cell);
    }
  }
}
