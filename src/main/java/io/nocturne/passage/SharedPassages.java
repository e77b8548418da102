package io.nocturne.passage;

import io.nocturne.random.Mixer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Finds the notes of pieces that are in passages which other pieces have, too. */
public final class SharedPassages {
  /** The length of a passage, in notes. */
  public static final int NOTES = 16;

  /** The properties that two equal passages have in common. */
  public enum PassageMatch {
    /** They have the same pitches. */
    PITCHES,
    /** They have the same intervals: one is the other, perhaps in another key. */
    INTERVALS
  }

  private final PassageMatch match;

  private SharedPassages(PassageMatch match) {
    this.match = match;
  }

  /**
   * Finds notes in passages of {@value #NOTES} notes that are in others.
   *
   * @param pieces the MIDI pitches of each piece's notes, by onset, then pitch
   * @param others the same of pieces to compare them with
   * @return for each piece, the places of the notes that are in such a passage
   */
  public static List<BitSet> find(List<int[]> pieces, List<int[]> others, PassageMatch match) {
    return new SharedPassages(match).find(pieces, others);
  }

  private List<BitSet> find(List<int[]> pieces, List<int[]> others) {
    // The passages of the pieces are kept and those of the others pass by: they are often more.
    long[] sorted =
        pieces.stream()
            .map(this::hashes)
            .flatMapToLong(Arrays::stream)
            .sorted()
            .distinct()
            .toArray();
    BitSet found = new BitSet(sorted.length);
    for (int[] other : others) {
      for (long hash : hashes(other)) {
        int place = Arrays.binarySearch(sorted, hash);
        if (place >= 0) {
          found.set(place);
        }
      }
    }
    return pieces.stream().map(piece -> notes(hashes(piece), sorted, found)).toList();
  }

  private static BitSet notes(long[] hashes, long[] sorted, BitSet found) {
    BitSet notes = new BitSet();
    for (int i = 0; i < hashes.length; i++) {
      if (found.get(Arrays.binarySearch(sorted, hashes[i]))) {
        notes.set(i, i + NOTES);
      }
    }
    return notes;
  }

  /** Returns 64 bits for each passage, which differ for different ones but for a tiny chance. */
  private long[] hashes(int[] notes) {
    long[] hashes = new long[Math.max(0, notes.length - NOTES + 1)];
    for (int i = 0; i < hashes.length; i++) {
      int origin = match == PassageMatch.PITCHES ? 0 : notes[i];
      long hash = 0;
      for (int j = i; j < i + NOTES; j++) {
        hash = Mixer.key(hash, notes[j] - origin);
      }
      hashes[i] = hash;
    }
    return hashes;
  }
}
