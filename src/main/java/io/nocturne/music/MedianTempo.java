package io.nocturne.music;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the median of a tempo map. */
final class MedianTempo {
  private MedianTempo() {}

  /** Returns the median by ticks from the start to an end, in quarters per minute. */
  static double of(List<Tempo> tempos, long end) {
    SortedMap<Integer, Long> ticks = new TreeMap<>();
    Tempo current = Tempo.DEFAULT;
    for (Tempo next : tempos) {
      count(ticks, current, Math.min(next.tick(), end));
      current = next;
    }
    count(ticks, current, end);
    if (ticks.isEmpty()) { // No time at all.
      return Tempo.MICROSECONDS_PER_MINUTE / current.microsecondsPerQuarter();
    }
    long before = 0;
    for (Map.Entry<Integer, Long> tempo : ticks.entrySet()) {
      before += tempo.getValue();
      if (2 * before >= end) {
        return Tempo.MICROSECONDS_PER_MINUTE / tempo.getKey();
      }
    }
    throw new IllegalStateException("the parts of a piece are shorter than the piece");
  }

  private static void count(SortedMap<Integer, Long> ticks, Tempo tempo, long to) {
    if (to > tempo.tick()) {
      ticks.merge(tempo.microsecondsPerQuarter(), to - tempo.tick(), Long::sum);
    }
  }
}
