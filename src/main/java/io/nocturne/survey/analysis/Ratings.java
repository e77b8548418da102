package io.nocturne.survey.analysis;

import java.util.Arrays;

/** Ratings of items by raters; some may be missing. */
final class Ratings {
  private final double[][] byRater;
  private final int items;

  private Ratings(double[][] byRater, int items) {
    this.byRater = byRater;
    this.items = items;
  }

  /**
   * Returns ratings by rater and item.
   *
   * @param byRater a row of equal length for each rater; NaN for a missing rating
   */
  static Ratings of(double[][] byRater) {
    if (byRater.length == 0) {
      throw new IllegalArgumentException("there must be a rater, was none");
    }
    double[][] copy = new double[byRater.length][];
    for (int rater = 0; rater < byRater.length; rater++) {
      if (byRater[rater].length != byRater[0].length) {
        throw new IllegalArgumentException(
            "each rater must have %d ratings, missing ones among them; rater %d had %d"
                .formatted(byRater[0].length, rater + 1, byRater[rater].length));
      }
      copy[rater] = byRater[rater].clone();
    }
    return new Ratings(copy, byRater[0].length);
  }

  /** Returns the number of raters. */
  int raters() {
    return byRater.length;
  }

  /** Returns the number of items. */
  int items() {
    return items;
  }

  /** Returns a rater's rating of an item; NaN if there is none. */
  double rating(int rater, int item) {
    return byRater[rater][item];
  }

  /** Returns all ratings of an item, without the missing ones. */
  double[] of(int item) {
    return Arrays.stream(byRater)
        .mapToDouble(row -> row[item])
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  /** Returns the ratings of those who rated every item, perhaps none. */
  Ratings complete() {
    double[][] rows =
        Arrays.stream(byRater)
            .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
            .toArray(double[][]::new);
    return new Ratings(rows, items);
  }
}
