package io.nocturne.render.notation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Chords of a staff that follow one another without overlap.
 *
 * @param chords in order
 * @param thirds the places where the cells begin that are divided into triplets
 */
record NotatedVoice(List<Chord> chords, Set<Long> thirds) {
  /** The maximum number of voices of a staff: notation programs, such as MuseScore, drop others. */
  static final int MAX_VOICES = 4;

  NotatedVoice {
    chords = List.copyOf(chords);
    thirds = Set.copyOf(thirds);
  }

  /**
   * Returns as few voices as the notes of a staff need, at most four; the first has the most notes.
   *
   * <p>Chords that overlap are in voices of their own. In bars where that would take a fifth voice,
   * chords share voices instead: they are divided where one of them begins or ends, and tied.
   */
  static List<NotatedVoice> of(List<NotatedNote> staff, Bars bars) {
    List<Chord> chords = Chord.of(staff);
    Set<Long> crowded = new HashSet<>();
    while (true) {
      Allocation allocation = new Allocation(bars, crowded);
      chords.forEach(allocation::add);
      if (crowded.containsAll(allocation.overfull)) {
        return allocation.voices.stream().map(GrowingVoice::toVoice).toList();
      }
      crowded.addAll(allocation.overfull);
    }
  }

  /**
   * Returns the same music, such that a chord or a rest begins at each of some places.
   *
   * @param places in order
   */
  NotatedVoice dividedAt(SortedSet<Long> places, Bars bars) {
    List<Chord> divided = new ArrayList<>();
    Deque<Long> left = new ArrayDeque<>(places);
    for (Chord chord : chords) {
      silences(left, chord.start(), bars, divided);
      Chord remainder = chord;
      while (!left.isEmpty() && left.getFirst() < chord.end()) {
        long place = left.removeFirst();
        if (place > remainder.start()) {
          divided.add(new Chord(remainder.start(), place, remainder.notes()));
          remainder = new Chord(place, chord.end(), chord.notes());
        }
      }
      divided.add(remainder);
    }
    silences(left, Long.MAX_VALUE, bars, divided);
    return new NotatedVoice(divided, thirds);
  }

  private static void silences(Deque<Long> left, long next, Bars bars, List<Chord> divided) {
    while (!left.isEmpty() && left.getFirst() < next) {
      long place = left.removeFirst();
      long end = Math.min(next, bars.at(place).end());
      divided.add(
          new Chord(place, left.isEmpty() ? end : Math.min(end, left.getFirst()), List.of()));
    }
  }

  /** The voices of a staff while its chords are shared out, each to where it costs least. */
  private static final class Allocation {
    /** Less than two divisions, which a crowded bar has rather than one more voice. */
    private static final int ANOTHER_VOICE_IF_CROWDED = GrowingVoice.DIVISION * 3 / 2;

    private static final int ANOTHER_VOICE = GrowingVoice.DIVISION / 2;

    private final Bars bars;
    private final Set<Long> crowded;
    private final List<GrowingVoice> voices = new ArrayList<>();

    /** The bars that are not known to be crowded, and yet have a chord for a fifth voice. */
    private final Set<Long> overfull = new HashSet<>();

    Allocation(Bars bars, Set<Long> crowded) {
      this.bars = bars;
      this.crowded = crowded;
    }

    void add(Chord chord) {
      long bar = bars.at(chord.start()).start();
      boolean frugal = crowded.contains(bar);
      int another = frugal ? ANOTHER_VOICE_IF_CROWDED : ANOTHER_VOICE;
      GrowingVoice best = null;
      int least = Integer.MAX_VALUE;
      for (GrowingVoice voice : voices) {
        int cost = voice.cost(chord) + (frugal && !voice.isUsedSince(bar) ? another : 0);
        if (cost < least) {
          least = cost;
          best = voice;
        }
      }
      if (another < least && voices.size() < MAX_VOICES) {
        best = new GrowingVoice(bars);
        voices.add(best);
      } else if (least >= GrowingVoice.DIVISION && !frugal) {
        overfull.add(bar);
      }
      best.add(chord);
    }
  }
}
