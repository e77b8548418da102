package io.nocturne.survey.analysis;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Friedman's test of whether some items are rated otherwise than others by the same participants
 * (M. Friedman, 1937), corrected for ties as in W. J. Conover, Practical Nonparametric Statistics,
 * 3rd edition, section 5.8.
 *
 * @param statistic about chi-squared, with items - 1 degrees of freedom, if there is no difference
 * @param pValue how likely a statistic as large is then; rough with few raters
 * @param kendallsW the size of the effect: 0 for none, 1 if all raters rank alike
 */
record Friedman(double statistic, double pValue, double kendallsW) {

  /**
   * Tests ratings without gaps.
   *
   * @param ratings of at least 2 raters and 3 items; see {@link Ratings#complete}
   * @return NaN throughout if every rater gave all items the same
   */
  static Friedman test(Ratings ratings) {
    int raters = ratings.raters();
    int items = raters == 0 ? 0 : ratings.items();
    if (raters < 2 || items < 3) {
      throw new IllegalArgumentException(
          "Friedman's test needs 2 raters of 3 items, had %d of %d".formatted(raters, items));
    }
    double[] rankSums = new double[items];
    double squares = 0;
    for (int rater = 0; rater < raters; rater++) {
      double[] ranks = ranks(ratings, rater);
      for (int item = 0; item < items; item++) {
        rankSums[item] += ranks[item];
        squares += ranks[item] * ranks[item];
      }
    }
    double middle = raters * (items + 1) / 2.0;
    double between = Arrays.stream(rankSums).map(sum -> (sum - middle) * (sum - middle)).sum();
    double within = squares - raters * items * (items + 1) * (items + 1) / 4.0;
    double statistic = (items - 1) * between / within;
    double pValue =
        Double.isNaN(statistic)
            ? Double.NaN
            : ChiSquaredDistribution.of(items - 1).survivalProbability(statistic);
    return new Friedman(statistic, pValue, statistic / (raters * (items - 1)));
  }

  private static double[] ranks(Ratings ratings, int rater) {
    double[] row = new double[ratings.items()];
    Arrays.setAll(row, item -> ratings.rating(rater, item));
    return new NaturalRanking(TiesStrategy.AVERAGE).apply(row);
  }
}
