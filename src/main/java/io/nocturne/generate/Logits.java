package io.nocturne.generate;

/** What samplers ask of a row of logits. */
final class Logits {
  private Logits() {}

  /**
   * The position of the largest logit, of equals the first.
   *
   * @throws IllegalArgumentException if a logit is NaN or positive infinity, or none is finite
   */
  static int argMax(float[] logits) {
    int best = -1;
    for (int id = 0; id < logits.length; id++) {
      float logit = logits[id];
      if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "logit " + id + " must be finite, or -Infinity to exclude its token, was " + logit);
      }
      if (logit != Float.NEGATIVE_INFINITY && (best < 0 || logit > logits[best])) {
        best = id;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException(
          "at least one logit must be finite, were " + logits.length + " of -Infinity");
    }
    return best;
  }

  /**
   * The logarithm of the sum of the exponentials of finite logits: a logit less this is the
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

  /**
   * The first position whose cumulative weight is above a threshold; so one of weight 0 never is.
   *
   * @param cumulative running sums, the last at least the smallest positive double
   * @param threshold at least 0
   */
  static int firstAbove(double[] cumulative, double threshold) {
    // A product that rounds up to the whole sum would be above nothing.
    double below = Math.min(threshold, Math.nextDown(cumulative[cumulative.length - 1]));
    int id = 0;
    while (cumulative[id] <= below) {
      id++;
    }
    return id;
  }
}
