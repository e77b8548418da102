package io.nocturne.evaluate.music;

import io.nocturne.music.Note;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A measure of how much of a piece is repeated. */
final class Repetition {
  private Repetition() {}

  /**
   * Returns the share of runs of {@code length} notes, by pitch in the order of the notes, that
   * occur in the piece more than once; NaN if there are fewer than two runs.
   */
  static double rate(List<Note> notes, int length) {
    int runs = notes.size() - length + 1;
    if (runs < 2) {
      return Double.NaN;
    }
    List<Integer> pitches = notes.stream().map(Note::pitch).toList();
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (int from = 0; from < runs; from++) {
      counts.merge(pitches.subList(from, from + length), 1, Integer::sum);
    }
    int repeated =
        counts.values().stream().filter(count -> count > 1).mapToInt(count -> count).sum();
    return repeated / (double) runs;
  }
}
