package io.nocturne.evaluate.music;

import java.util.Arrays;

/**
 * A density estimated from a sample, each value spread by a Gaussian whose deviation is the
 * sample's times n^(-1/5): Scott's rule, as in scipy's {@code gaussian_kde}.
 */
final class KernelDensity {
  private final double[] sample;
  private final double bandwidth;

  /**
   * Estimates a density.
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

  /**
   * Returns the density at equally spaced places.
   *
   * @param low the first place
   * @param step from one to the next, above 0
   */
  double[] at(double low, double step, int places) {
    double[] density = new double[places];
    for (double value : sample) {
      double nearest = Math.rint((value - low) / step);
      int middle = (int) Math.max(0, Math.min(places - 1, nearest));
      spread(density, middle, (low + middle * step - value) / bandwidth, step / bandwidth);
    }
    double scale = sample.length * bandwidth * Math.sqrt(2 * Math.PI);
    for (int i = 0; i < places; i++) {
      density[i] /= scale;
    }
    return density;
  }

  /**
   * Adds the bell of a value. From one place to the next it changes by a factor that itself changes
   * by a constant one, so that three exponentials do for all places.
   *
   * @param middle the place nearest to the value
   * @param z from the value to there, in bandwidths
   * @param dz from place to place, in bandwidths
   */
  private static void spread(double[] density, int middle, double z, double dz) {
    double top = Math.exp(-z * z / 2);
    double change = Math.exp(-dz * dz);
    density[middle] += top;
    double factor = Math.exp(-z * dz - dz * dz / 2);
    double height = top;
    for (int i = middle + 1; i < density.length && height > 0; i++) {
      height *= factor;
      factor *= change;
      density[i] += height;
    }
    factor = Math.exp(z * dz - dz * dz / 2);
    height = top;
    for (int i = middle - 1; i >= 0 && height > 0; i--) {
      height *= factor;
      factor *= change;
      density[i] += height;
    }
  }
}
