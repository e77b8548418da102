package io.nocturne.originality;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of a piece stands in a corpus. Notes are compared by pitch, in the order of onset, then
 * pitch; rhythm does not count.
 *
 * @param longest the longest passage at the same pitch; of equals, one in the piece that shares the
 *     most runs of 8 notes; none if no note is shared
 * @param longestTransposed likewise at any pitch: the same steps from note to note
 * @param seen for runs of 4, 8 and 12 notes: the share of the piece's that the corpus has, at the
 *     same pitch; without those that the piece is too short for
 */
public record Originality(
    Optional<CopiedPassage> longest,
    Optional<CopiedPassage> longestTransposed,
    SortedMap<Integer, Double> seen) {

  public Originality {
    seen = new TreeMap<>(seen);
  }

  /** What a listener wants to know: {@code longest passage ...: 9 notes, ballade.mid, note 112}. */
  public String sentence() {
    if (longest.isEmpty()) {
      return "no note of it is found in the corpus";
    }
    String exact = "longest passage found in the corpus: " + longest.get().label();
    return longestTransposed
        .filter(passage -> passage.notes() > longest.get().notes())
        .map(passage -> exact + "; transposed: " + passage.label())
        .orElse(exact);
  }

  /** For each length of runs, the mean share that the corpus has of the pieces long enough. */
  public static SortedMap<Integer, Double> meanSeen(List<Originality> pieces) {
    return pieces.stream()
        .flatMap(piece -> piece.seen().entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
  }
}
