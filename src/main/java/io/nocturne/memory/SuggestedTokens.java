package io.nocturne.memory;

import io.nocturne.model.MemoryTables;
import io.nocturne.model.MemoryTables.GateTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The tokens that a memory suggests, and how much.
 *
 * @param ids the tokens, ascending
 * @param shares for each token, its share of the votes in each of {@link Gate#VIEWS} views
 * @param peaks the largest likeness of each view
 */
@SuppressWarnings("ArrayRecordComponent") // It does not leave the package.
record SuggestedTokens(int[] ids, float[][] shares, float[] peaks) {

  /**
   * Keeps the tokens that have a share worth mentioning.
   *
   * @param shares [views][vocabulary size]
   */
  static SuggestedTokens of(double[][] shares, float[] peaks) {
    double[] sums = new double[shares[0].length];
    for (double[] view : shares) {
      for (int id = 0; id < sums.length; id++) {
        sums[id] += view[id];
      }
    }
    double least = MemoryTables.MIN_SHARE * shares.length;
    int[] ids = IntStream.range(0, sums.length).filter(id -> sums[id] >= least).toArray();
    float[][] kept = new float[ids.length][shares.length];
    for (int i = 0; i < ids.length; i++) {
      for (int view = 0; view < shares.length; view++) {
        kept[i][view] = (float) shares[view][ids[i]];
      }
    }
    return new SuggestedTokens(ids, kept, peaks);
  }

  /**
   * Returns what is known of each token, [tokens][{@link Gate#INPUTS}].
   *
   * @param probabilities of each token of the vocabulary by a model
   */
  float[][] evidence(double[] probabilities) {
    float[][] evidence = new float[ids.length][Gate.INPUTS];
    double largest = ids.length == 0 ? 0 : Arrays.stream(probabilities).max().orElseThrow();
    for (int i = 0; i < ids.length; i++) {
      double probability = probabilities[ids[i]];
      System.arraycopy(shares[i], 0, evidence[i], Gate.SHARES, Gate.VIEWS);
      System.arraycopy(peaks, 0, evidence[i], Gate.PEAKS, Gate.VIEWS);
      evidence[i][Gate.LOG_PROBABILITY] =
          (float) Math.log(Math.max(GateTable.MIN_PROBABILITY, probability));
      evidence[i][Gate.PROBABILITY] = (float) probability;
      evidence[i][Gate.CONFIDENCE] = (float) largest;
    }
    return evidence;
  }
}
