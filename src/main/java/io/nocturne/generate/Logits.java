package io.nocturne.generate;

import io.nocturne.memory.Suggestions;
import java.util.Arrays;

/** Computations on a row of logits. */
final class Logits {
  /** Keeps a logarithm finite. */
  private static final double SMALLEST = 1e-300;

  private Logits() {}

  /**
   * Returns the position of the largest logit, of ties the first.
   *
   * @throws IllegalArgumentException if a logit is NaN or positive infinity, or none is finite
   */
  static int argMax(float[] logits) {
    int best = 0;
    for (int id = 0; id < logits.length; id++) {
      float logit = logits[id];
      if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "logit " + id + " must be finite, or -Infinity to exclude its token, was " + logit);
      }
      if (logit > logits[best]) {
        best = id;
      }
    }
    if (logits.length == 0 || logits[best] == Float.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "at least one logit must be finite, were " + logits.length + " of -Infinity");
    }
    return best;
  }

  /** Returns the softmax; 0 where a logit is negative infinity. */
  static double[] softmax(float[] logits) {
    double logSumExp = logSumExp(logits);
    double[] probabilities = new double[logits.length];
    Arrays.setAll(probabilities, id -> Math.exp(logits[id] - logSumExp));
    return probabilities;
  }

  /**
   * Returns logits mixed with what the memory of a piece suggests: the logarithms of the mixture's
   * probabilities, negative infinity where a logit is.
   */
  static float[] mixed(float[] logits, Suggestions suggestions) {
    double[] probabilities = softmax(logits);
    suggestions.mix(probabilities);
    float[] mixed = new float[logits.length];
    for (int id = 0; id < mixed.length; id++) {
      boolean isExcluded = logits[id] == Float.NEGATIVE_INFINITY;
      mixed[id] = isExcluded ? logits[id] : (float) Math.log(Math.max(SMALLEST, probabilities[id]));
    }
    return mixed;
  }

  /**
   * Returns the logarithm of the sum of the exponentials of logits: a logit less this is the
   * logarithm of its token's probability.
   */
  static double logSumExp(float[] logits) {
    double largest = logits[argMax(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return largest + Math.log(sum);
  }
}
