package io.nocturne.survey.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Krippendorff's alpha of ordinal ratings: 1 if all raters agree, 0 if they agree as chance would
 * have it (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, part C and the
 * ordinal metric of part D).
 */
final class KrippendorffAlpha {
  private KrippendorffAlpha() {}

  /**
   * Returns the agreement of raters.
   *
   * @return NaN if no item was rated twice, or all ratings of such items are one value
   */
  static double ordinal(Ratings ratings) {
    double[] values = pairableValues(ratings);
    double[][] coincidences = coincidences(ratings, values);
    double[] marginals = new double[values.length];
    for (int c = 0; c < values.length; c++) {
      marginals[c] = Arrays.stream(coincidences[c]).sum();
    }
    double all = Arrays.stream(marginals).sum();
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < values.length; c++) {
      for (int k = c + 1; k < values.length; k++) {
        double distance = distance(marginals, c, k);
        observed += coincidences[c][k] * distance;
        expected += marginals[c] * marginals[k] * distance;
      }
    }
    return 1 - (all - 1) * observed / expected;
  }

  /**
   * Returns the square of how many ratings lie between two values, half of each of the two counted.
   */
  private static double distance(double[] marginals, int low, int high) {
    double between = 0;
    for (int g = low; g <= high; g++) {
      between += marginals[g];
    }
    double distance = between - (marginals[low] + marginals[high]) / 2;
    return distance * distance;
  }

  /** Returns the values of items that were rated at least twice, ascending. */
  private static double[] pairableValues(Ratings ratings) {
    return IntStream.range(0, ratings.items())
        .mapToObj(ratings::of)
        .filter(unit -> unit.length > 1)
        .flatMapToDouble(Arrays::stream)
        .distinct()
        .sorted()
        .toArray();
  }

  /**
   * Returns how often two values meet in one item; an item of m ratings counts each pair 1 / (m -
   * 1).
   */
  private static double[][] coincidences(Ratings ratings, double[] values) {
    double[][] coincidences = new double[values.length][values.length];
    for (int item = 0; item < ratings.items(); item++) {
      double[] unit = ratings.of(item);
      for (int i = 0; i < unit.length; i++) {
        for (int j = 0; j < unit.length; j++) {
          if (i != j) {
            int c = Arrays.binarySearch(values, unit[i]);
            int k = Arrays.binarySearch(values, unit[j]);
            coincidences[c][k] += 1.0 / (unit.length - 1);
          }
        }
      }
    }
    return coincidences;
  }
}
