package io.nocturne.evaluate;

import io.nocturne.base.Require;

/**
 * The score of a model at one target.
 *
 * @param nats the negative natural logarithm of the target's probability
 * @param rank the number of tokens that are more likely, or as likely and have a lower id; 0 is
 *     correct
 * @param confidence the probability of the most likely token
 */
record Score(double nats, int rank, double confidence) {
  Score {
    Require.notNegative("nats", nats);
    Require.atLeast("rank", rank, 0);
    Require.share("confidence", confidence);
  }

  /**
   * Scores a distribution.
   *
   * @param probabilities the probability of each token
   * @param target the id of the target
   */
  static Score of(double[] probabilities, int target) {
    double wanted = probabilities[target];
    double largest = wanted;
    int rank = 0;
    for (int id = 0; id < probabilities.length; id++) {
      if (probabilities[id] > wanted || (probabilities[id] == wanted && id < target)) {
        rank++;
      }
      largest = Math.max(largest, probabilities[id]);
    }
    // Sums of many shares may exceed 1 in the last digit.
    return new Score(Math.max(0, -Math.log(wanted)), rank, Math.min(1, largest));
  }
}
