package io.nocturne.originality;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The passages of a piece that are in a corpus. Notes are compared by pitch, in the order of onset,
 * then pitch; rhythm does not count.
 *
 * @param longest the longest passage at the same pitch; of ties, one in the piece that shares the
 *     most runs of 8 notes; empty if no note is shared
 * @param longestTransposed the longest passage at any pitch, with the same steps between its notes
 * @param seen for runs of 4, 8 and 12 notes, the share of the piece's runs that are in the corpus,
 *     at the same pitch; without lengths that the piece is too short for
 */
public record Originality(
    Optional<CopiedPassage> longest,
    Optional<CopiedPassage> longestTransposed,
    SortedMap<Integer, Double> seen) {

  public Originality {
    seen = new TreeMap<>(seen);
  }

  /** Returns a sentence such as {@code longest passage ...: 9 notes, ballade.mid, note 112}. */
  public String sentence() {
    if (longest.isEmpty()) {
      return "none of its notes is in the corpus";
    }
    String exact = "longest passage found in the corpus: " + longest.get().label();
    return longestTransposed
        .filter(passage -> passage.notes() > longest.get().notes())
        .map(passage -> exact + "; transposed: " + passage.label())
        .orElse(exact);
  }

  /** Returns for each length of runs the mean share over the pieces that are long enough. */
  public static SortedMap<Integer, Double> meanSeen(List<Originality> pieces) {
    return pieces.stream()
        .flatMap(piece -> piece.seen().entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
  }

  /**
   * A passage of a piece that is also in a corpus.
   *
   * @param notes the number of its notes, at least 1
   * @param from the position of its first note in the piece that was compared, from 1
   * @param piece the name of the corpus's piece
   * @param note the position of its first note there, from 1
   */
  public record CopiedPassage(int notes, int from, String piece, int note) {
    public CopiedPassage {
      if (notes < 1 || from < 1 || note < 1) {
        throw new IllegalArgumentException(
            "notes and places must be at least 1, were %d, %d and %d".formatted(notes, from, note));
      }
    }

    /** Returns length and place: {@code 9 notes, ballade.mid, note 112}. */
    String label() {
      return String.format(
          Locale.ROOT, "%,d %s, %s, note %,d", notes, notes == 1 ? "note" : "notes", piece, note);
    }
  }
}
