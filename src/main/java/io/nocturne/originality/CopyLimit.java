package io.nocturne.originality;

import io.nocturne.base.Require;
import io.nocturne.generate.Constraint;
import io.nocturne.generate.TokenSequence;
import io.nocturne.originality.SuffixArray.SuffixRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * No passage of a corpus is copied that is longer than so many notes, at the same pitch; rhythm
 * does not count. The primer's last notes count, too, so that a passage does not go on from there.
 */
public final class CopyLimit implements Constraint {
  private final int most;
  private final Sequences corpus;
  private final List<List<Integer>> pitchesOfId;

  /**
   * A constraint on pieces of a vocabulary.
   *
   * @param most notes of the longest passage that may be copied, at least 1
   * @param corpus what must not be copied
   * @param pitchesOfId by token id, what the token strikes, ascending
   */
  public CopyLimit(int most, CorpusNotes corpus, List<List<Integer>> pitchesOfId) {
    Require.atLeast("no-copy", most, 1);
    this.most = most;
    this.corpus = corpus.pitches();
    this.pitchesOfId = List.copyOf(pitchesOfId);
  }

  @Override
  public String name() {
    return "no-copy " + most;
  }

  @Override
  public void restrict(TokenSequence soFar, BitSet allowed) {
    List<Integer> last = lastNotes(soFar);
    // By how many of them are left out at the front, where the rest of the last notes stands.
    List<SuffixRange> places = new ArrayList<>();
    for (int left = 0; left <= last.size(); left++) {
      places.add(follow(corpus.everywhere(), last.subList(left, last.size())));
    }
    for (int id = allowed.nextSetBit(0); id >= 0; id = allowed.nextSetBit(id + 1)) {
      if (copies(places, pitchesOfId.get(id))) {
        allowed.clear(id);
      }
    }
  }

  /** At most as many as may be copied. */
  private List<Integer> lastNotes(TokenSequence soFar) {
    List<Integer> backwards = new ArrayList<>();
    for (int at = soFar.length() - 1; at >= 0 && backwards.size() < most; at--) {
      List<Integer> struck = pitchesOfId.get(soFar.id(at));
      for (int i = struck.size() - 1; i >= 0 && backwards.size() < most; i--) {
        backwards.add(struck.get(i));
      }
    }
    Collections.reverse(backwards);
    return backwards;
  }

  /** Whether one of the passages of most + 1 notes that end within a token stands in the corpus. */
  private boolean copies(List<SuffixRange> places, List<Integer> struck) {
    int last = places.size() - 1;
    for (int end = 1; end <= struck.size(); end++) {
      int before = Math.max(0, most + 1 - end);
      List<Integer> own = struck.subList(Math.max(0, end - most - 1), end);
      if (before <= last && !follow(places.get(last - before), own).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private SuffixRange follow(SuffixRange places, List<Integer> notes) {
    SuffixRange range = places;
    for (int i = 0; i < notes.size() && !range.isEmpty(); i++) {
      range = corpus.followedBy(range, notes.get(i));
    }
    return range;
  }
}
