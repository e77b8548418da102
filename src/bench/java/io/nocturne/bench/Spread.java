package io.nocturne.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The spread of several measurements.
 *
 * @param median the middle one, or the mean of the middle two
 * @param least the smallest
 * @param most the largest
 */
record Spread(double median, double least, double most) {

  /**
   * Returns the spread of measurements in any order.
   *
   * @param readings at least one
   */
  static Spread of(List<Double> readings) {
    if (readings.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one reading, were none");
    }
    double[] sorted = readings.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /**
   * Returns the spread of the ratios of a to b in each round: a slow machine slows both and cancels
   * out. Rounds that one of them did not finish do not count.
   *
   * @param a seconds per unit in each round, at least one
   * @param b seconds per unit of another contestant in the same rounds, at least one
   */
  static Spread ofRatios(List<Double> a, List<Double> b) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < Math.min(a.size(), b.size()); round++) {
      ratios.add(a.get(round) / b.get(round));
    }
    return of(ratios);
  }
}
