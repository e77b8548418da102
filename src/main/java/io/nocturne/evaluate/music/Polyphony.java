package io.nocturne.evaluate.music;

import io.nocturne.music.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The number of pitches that sound at once, and for how long.
 *
 * @param ticksByCount the ticks during which N distinct pitches sound, at index N; index 0 is
 *     silence
 */
record Polyphony(List<Long> ticksByCount) {
  /** MusPy counts more than two, which its documentation calls "multiple". */
  private static final int THRESHOLD = 2;

  Polyphony {
    ticksByCount = List.copyOf(ticksByCount);
  }

  /** Measures notes that all end by tick {@code end}. */
  static Polyphony of(List<Note> notes, long end) {
    List<long[]> changes = new ArrayList<>(); // Tick, and +1 or -1.
    for (List<long[]> sounding : soundingByPitch(notes)) {
      for (long[] stretch : sounding) {
        changes.add(new long[] {stretch[0], 1});
        changes.add(new long[] {stretch[1], -1});
      }
    }
    changes.sort(Comparator.comparingLong(change -> change[0]));
    long[] ticks = new long[Note.PITCHES + 1];
    long at = 0;
    int count = 0;
    for (long[] change : changes) {
      ticks[count] += change[0] - at;
      at = change[0];
      count += (int) change[1];
    }
    ticks[0] += end - at;
    List<Long> all = new ArrayList<>();
    for (long one : ticks) {
      all.add(one);
    }
    return new Polyphony(all);
  }

  /** Returns the average number of pitches that sound while any does; NaN if none ever does. */
  double mean() {
    double sum = 0;
    long sounding = 0;
    for (int count = 1; count < ticksByCount.size(); count++) {
      sum += (double) count * ticksByCount.get(count);
      sounding += ticksByCount.get(count);
    }
    return sounding == 0 ? Double.NaN : sum / sounding;
  }

  /** Returns the share of time in which more than two pitches sound; NaN if there is no time. */
  double rate() {
    long all = ticksByCount.stream().mapToLong(Long::longValue).sum();
    long many = ticksByCount.stream().skip(THRESHOLD + 1).mapToLong(Long::longValue).sum();
    return all == 0 ? Double.NaN : many / (double) all;
  }

  /** Returns, for each pitch, the disjoint stretches in which it sounds. */
  private static List<List<long[]>> soundingByPitch(List<Note> notes) {
    List<List<long[]>> all = new ArrayList<>();
    for (int pitch = 0; pitch < Note.PITCHES; pitch++) {
      all.add(new ArrayList<>());
    }
    for (Note note : notes) { // By onset, so that only the last stretch can reach into the next.
      List<long[]> stretches = all.get(note.pitch());
      int last = stretches.size() - 1;
      if (last >= 0 && note.onsetTicks() <= stretches.get(last)[1]) {
        stretches.get(last)[1] = Math.max(stretches.get(last)[1], note.endTicks());
      } else {
        stretches.add(new long[] {note.onsetTicks(), note.endTicks()});
      }
    }
    return all;
  }
}
