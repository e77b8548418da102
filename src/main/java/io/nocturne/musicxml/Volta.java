package io.nocturne.musicxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One of the endings of a repeated section.
 *
 * @param start its first measure, by its place in the score
 * @param end its last
 * @param numbers the times through the section at which it is played
 * @param last the last time through the section
 * @param isFollowed whether another ending of the section follows
 */
record Volta(int start, int end, Set<Integer> numbers, int last, boolean isFollowed) {

  boolean isPlayed(int pass) {
    return numbers.contains(pass);
  }

  /** Returns the ending that each measure is in; null for those that are in none. */
  static List<Volta> of(List<ScoreMeasure> measures) {
    List<Volta> each = new ArrayList<>();
    int at = 0;
    while (at < measures.size()) {
      if (measures.get(at).repeats.ending.isEmpty()) {
        each.add(null);
        at++;
        continue;
      }
      for (Volta ending : group(measures, at)) {
        while (each.size() <= ending.end) {
          each.add(ending);
        }
      }
      at = each.size();
    }
    return each;
  }

  /** Returns the endings that follow each other from a measure on. */
  private static List<Volta> group(List<ScoreMeasure> measures, int first) {
    List<int[]> spans = new ArrayList<>();
    int last = 0;
    int at = first;
    while (at < measures.size() && !measures.get(at).repeats.ending.isEmpty()) {
      int end = end(measures, at);
      spans.add(new int[] {at, end});
      last = Math.max(last, max(measures.get(at).repeats.ending));
      at = end + 1;
    }
    // A section with one ending continues after it without, the last time.
    int times = spans.size() == 1 ? last + 1 : last;
    List<Volta> group = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      int start = spans.get(i)[0];
      Set<Integer> numbers = measures.get(start).repeats.ending;
      group.add(new Volta(start, spans.get(i)[1], numbers, times, i < spans.size() - 1));
    }
    return group;
  }

  /** Returns where an ending ends: at its sign, at a repeat sign, or before the next ending. */
  private static int end(List<ScoreMeasure> measures, int start) {
    for (int i = start; i < measures.size(); i++) {
      Repeats repeats = measures.get(i).repeats;
      if (repeats.endsEnding || repeats.times > 0) {
        return i;
      }
      if (i > start && (repeats.begins || !repeats.ending.isEmpty())) {
        return i - 1;
      }
    }
    return start;
  }

  private static int max(Set<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
