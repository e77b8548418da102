package io.nocturne.dataset;

import io.nocturne.base.Require;
import io.nocturne.random.Mixer;
import io.nocturne.token.Tokenizer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Maps all tokens of a window by one of several shifts. Those up to a maximum, down and up, that
 * keep every token of the window in the vocabulary are equally likely; no shift is always one of
 * them. The sample is a function of key, epoch and window.
 */
final class TokenMaps implements Augmentation {
  private static final int NONE =
      -1; // In a table of ids, where an object each would cost too much.

  private final long key;
  // The new id by shift, from the lowest, and old id; NONE if the vocabulary lacks it.
  private final int[][] idOf;

  /** A shift of a token; empty if the vocabulary lacks the result. */
  @FunctionalInterface
  interface TokenShift {
    OptionalInt of(int id, int by);
  }

  /**
   * Creates the maps.
   *
   * @param key of the samples
   * @param max the maximum shift, at least 0
   */
  TokenMaps(long key, int max, Tokenizer tokenizer, TokenShift shift) {
    Require.atLeast("maximum shift", max, 0);
    this.key = key;
    this.idOf = new int[2 * max + 1][tokenizer.vocabulary().size()];
    for (int i = 0; i < idOf.length; i++) {
      int by = i - max;
      Arrays.setAll(idOf[i], id -> shift.of(id, by).orElse(NONE));
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
