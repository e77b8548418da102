package io.nocturne.originality;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
    Optional<Passage> longest,
    Optional<Passage> longestTransposed,
    SortedMap<Integer, Double> seen) {

  public Originality {
    seen = new TreeMap<>(seen);
  }
}
