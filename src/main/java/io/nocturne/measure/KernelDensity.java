package io.nocturne.measure;

import java.util.Arrays;

/**
 * A density estimated from a sample, each value spread by a Gaussian whose deviation is the
 * sample's times n^(-1/5): Scott's rule, as in scipy's {@code gaussian_kde}.
 */
final class KernelDensity {
  private final double[] sample;
  private final double bandwidth;

  /**
   * Estimates.
   *
   * @param sample at least two values, not all equal
   */
  KernelDensity(double... sample) {
    this.sample = sample.clone();
    double mean = Arrays.stream(sample).average().orElse(Double.NaN);
    double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
    bandwidth = Math.sqrt(squares / (sample.length - 1)) * Math.pow(sample.length, -0.2);
    if (!(bandwidth > 0)) {
      throw new IllegalArgumentException("a density needs two different values at least");
    }
  }

  /** The density at a place. */
  double at(double x) {
    double sum = 0;
    for (double value : sample) {
      double z = (x - value) / bandwidth;
      sum += Math.exp(-z * z / 2);
    }
    return sum / (sample.length * bandwidth * Math.sqrt(2 * Math.PI));
  }
}
