package io.nocturne.evaluate.music;

import io.nocturne.music.Note;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of a piece comes again. */
final class Repetition {
  private Repetition() {}

  /**
   * The share of runs of so many notes, by pitch in the order of the notes, that stand in the piece
   * more than once; NaN of a piece that is shorter than two of them.
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
