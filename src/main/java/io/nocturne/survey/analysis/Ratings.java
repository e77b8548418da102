package io.nocturne.survey.analysis;

import java.util.Arrays;

/** Ratings of things by people; some may be missing. */
final class Ratings {
  private final double[][] byRater;
  private final int things;

  private Ratings(double[][] byRater, int things) {
    this.byRater = byRater;
    this.things = things;
  }

  /**
   * Ratings by rater and thing.
   *
   * @param byRater a row of equal length for each rater; NaN where one gave none
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
  int things() {
    return things;
  }

  /** Returns a rater's rating of an item; NaN if there is none. */
  double rating(int rater, int thing) {
    return byRater[rater][thing];
  }

  /** Returns all ratings of a thing, without the missing ones. */
  double[] of(int thing) {
    return Arrays.stream(byRater)
        .mapToDouble(row -> row[thing])
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  /** Returns the ratings of those who rated everything; there may be none. */
  Ratings complete() {
    double[][] rows =
        Arrays.stream(byRater)
            .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
            .toArray(double[][]::new);
    return new Ratings(rows, things);
  }
}
