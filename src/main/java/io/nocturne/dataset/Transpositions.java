package io.nocturne.dataset;

import io.nocturne.random.Mixer;
import io.nocturne.token.Tokenizer;
import java.util.Arrays;

/**
 * Transposes each window by a random number of semitones, sampled again in each epoch, so that a
 * model does not learn the keys that pieces happen to be in. The shifts up to a maximum, down and
 * up, that keep every token of the window in the vocabulary are equally likely; no shift is always
 * one of them.
 *
 * <p>The sample is a function of seed, epoch and window, so that a resumed run repeats it.
 */
public final class Transpositions implements Augmentation {
  private static final int NONE =
      -1; // In a table of ids, where an object each would cost too much.

  // Keeps these samples apart from others of the same seed.
  private static final long STREAM = 0x7472616e73706f73L;

  private final long key;
  // The new id by shift, from the lowest, and old id; NONE if the vocabulary lacks it.
  private final int[][] idOf;

  /**
   * Creates an augmentation.
   *
   * @param semitones the maximum shift, at least 0
   * @param seed the run's
   */
  public Transpositions(Tokenizer tokenizer, int semitones, long seed) {
    if (semitones < 0) {
      throw new IllegalArgumentException("semitones must be at least 0, were " + semitones);
    }
    this.key = Mixer.key(seed, STREAM);
    this.idOf = new int[2 * semitones + 1][tokenizer.vocabulary().size()];
    for (int shift = 0; shift < idOf.length; shift++) {
      int moved = shift - semitones;
      Arrays.setAll(idOf[shift], id -> tokenizer.transposed(id, moved).orElse(NONE));
    }
  }

  @Override
  public void apply(int[] tokens, Row row, long epoch, long window) {
    int[] possible = new int[idOf.length];
    int count = 0;
    for (int shift = 0; shift < idOf.length; shift++) {
      if (isPossible(idOf[shift], tokens, row)) {
        possible[count++] = shift;
      }
    }
    long random = Mixer.key(Mixer.key(key, epoch), window);
    int[] ids = idOf[possible[(int) Long.remainderUnsigned(random, count)]];
    for (int i = row.offset(); i < row.offset() + row.width(); i++) {
      tokens[i] = ids[tokens[i]];
    }
  }

  private static boolean isPossible(int[] ids, int[] tokens, Row row) {
    for (int i = row.offset(); i < row.offset() + row.width(); i++) {
      if (ids[tokens[i]] == NONE) {
        return false;
      }
    }
    return true;
  }
}
