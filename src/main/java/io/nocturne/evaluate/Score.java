package io.nocturne.evaluate;

import io.nocturne.base.Require;

/**
 * How a model did at one target.
 *
 * @param nats the target's surprise: minus the natural logarithm of its probability
 * @param rank how many tokens were thought likelier, or as likely and have a lower id; 0 is right
 * @param confidence the probability of the token that was thought likeliest
 */
record Score(double nats, int rank, double confidence) {
  Score {
    Require.notNegative("nats", nats);
    Require.atLeast("rank", rank, 0);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1, was " + confidence);
    }
  }

  /**
   * The score of a distribution.
   *
   * @param probabilities of each token
   * @param target its id
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
