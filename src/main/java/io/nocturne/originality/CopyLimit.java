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
 * Limits the length of passages copied from a corpus, at the same pitch; rhythm does not count. The
 * primer's last notes count, so that no passage continues from them either.
 */
public final class CopyLimit implements Constraint {
  private final int maxNotes;
  private final Sequences corpus;
  private final List<List<Integer>> pitchesOfId;

  /**
   * Creates a constraint on pieces of a vocabulary.
   *
   * @param maxNotes the length of the longest passage that may be copied, at least 1
   * @param corpus the notes that may not be copied
   * @param pitchesOfId by token id, the pitches that the token begins, ascending
   */
  public CopyLimit(int maxNotes, CorpusNotes corpus, List<List<Integer>> pitchesOfId) {
    Require.atLeast("no-copy", maxNotes, 1);
    this.maxNotes = maxNotes;
    this.corpus = corpus.pitches();
    this.pitchesOfId = List.copyOf(pitchesOfId);
  }

  @Override
  public String name() {
    return "no-copy " + maxNotes;
  }

  @Override
  public void restrict(TokenSequence soFar, BitSet allowed) {
    List<Integer> last = lastNotes(soFar);
    // By the number of notes left out at the front: the places of the rest of the last notes.
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

  /** Returns the last notes, at most as many as may be copied. */
  private List<Integer> lastNotes(TokenSequence soFar) {
    List<Integer> backwards = new ArrayList<>();
    for (int at = soFar.length() - 1; at >= 0 && backwards.size() < maxNotes; at--) {
      List<Integer> begun = pitchesOfId.get(soFar.id(at));
      for (int i = begun.size() - 1; i >= 0 && backwards.size() < maxNotes; i--) {
        backwards.add(begun.get(i));
      }
    }
    Collections.reverse(backwards);
    return backwards;
  }

  /** Returns whether a passage of maxNotes + 1 notes that ends within a token is in the corpus. */
  private boolean copies(List<SuffixRange> places, List<Integer> begun) {
    int last = places.size() - 1;
    for (int end = 1; end <= begun.size(); end++) {
      int before = Math.max(0, maxNotes + 1 - end);
      List<Integer> own = begun.subList(Math.max(0, end - maxNotes - 1), end);
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
