package io.nocturne.memory;

import java.util.Arrays;

/**
 * The tokens that followed earlier occurrences of the last tokens.
 *
 * @param length the number of last tokens that agree with each occurrence; 0 if there is none
 * @param isLoop whether the last tokens are one passage three times in a row
 * @param ids the tokens that followed, each once, ascending
 * @param shares the share of the occurrences that each token followed; they sum to 1
 */
@SuppressWarnings("ArrayRecordComponent") // It does not leave the package.
record Followers(int length, boolean isLoop, int[] ids, double[] shares) {
  static final Followers NONE = new Followers(0, false, new int[0], new double[0]);

  /** Gathers the tokens that followed occurrences, of which some may be the same. */
  static Followers of(int length, boolean isLoop, int[] followers) {
    if (followers.length == 0) {
      return NONE;
    }
    int[] sorted = followers.clone();
    Arrays.sort(sorted);
    int[] ids = new int[sorted.length];
    double[] shares = new double[sorted.length];
    int found = -1;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        ids[++found] = sorted[i];
      }
      shares[found] += 1.0 / sorted.length;
    }
    return new Followers(
        length, isLoop, Arrays.copyOf(ids, found + 1), Arrays.copyOf(shares, found + 1));
  }

  /** Adds the shares, times a weight. */
  void add(double weight, double[] probabilities) {
    for (int i = 0; i < ids.length; i++) {
      probabilities[ids[i]] += weight * shares[i];
    }
  }

  /** Returns the mean probability of the tokens, each by its share; 0 if there are none. */
  double mean(double[] probabilities) {
    double mean = 0;
    for (int i = 0; i < ids.length; i++) {
      mean += shares[i] * probabilities[ids[i]];
    }
    return mean;
  }

  /** Returns the probability of a token; 0 if it is not suggested. */
  double probability(int id) {
    int found = Arrays.binarySearch(ids, id);
    return found < 0 ? 0 : shares[found];
  }
}
