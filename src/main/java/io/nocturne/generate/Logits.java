package io.nocturne.generate;

/** Computations on a row of logits. */
final class Logits {
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

  /**
   * Returns the logarithm of the sum of the exponentials of finite logits: a logit less this is the
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
