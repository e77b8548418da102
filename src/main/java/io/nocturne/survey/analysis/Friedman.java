package io.nocturne.survey.analysis;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Friedman's test of whether some things are rated otherwise than others by the same people (M.
 * Friedman, 1937), corrected for ties as in W. J. Conover, Practical Nonparametric Statistics, 3rd
 * edition, section 5.8.
 *
 * @param statistic about chi-squared, with things - 1 degrees of freedom, if there is no difference
 * @param pValue how likely a statistic as large is then; rough with few raters
 * @param kendallsW the size of the effect: 0 for none, 1 if all raters rank alike
 */
record Friedman(double statistic, double pValue, double kendallsW) {

  /**
   * Tests ratings without gaps.
   *
   * @param ratings of at least 2 raters and 3 things; see {@link Ratings#complete}
   * @return NaN throughout if every rater gave all things the same
   */
  static Friedman test(Ratings ratings) {
    int raters = ratings.raters();
    int things = raters == 0 ? 0 : ratings.things();
    if (raters < 2 || things < 3) {
      throw new IllegalArgumentException(
          "Friedman's test needs 2 raters of 3 things, had %d of %d".formatted(raters, things));
    }
    double[] rankSums = new double[things];
    double squares = 0;
    for (int rater = 0; rater < raters; rater++) {
      double[] ranks = ranks(ratings, rater);
      for (int thing = 0; thing < things; thing++) {
        rankSums[thing] += ranks[thing];
        squares += ranks[thing] * ranks[thing];
      }
    }
    double middle = raters * (things + 1) / 2.0;
    double between = Arrays.stream(rankSums).map(sum -> (sum - middle) * (sum - middle)).sum();
    double within = squares - raters * things * (things + 1) * (things + 1) / 4.0;
    double statistic = (things - 1) * between / within;
    double pValue =
        Double.isNaN(statistic)
            ? Double.NaN
            : ChiSquaredDistribution.of(things - 1).survivalProbability(statistic);
    return new Friedman(statistic, pValue, statistic / (raters * (things - 1)));
  }

  private static double[] ranks(Ratings ratings, int rater) {
    double[] row = new double[ratings.things()];
    Arrays.setAll(row, thing -> ratings.rating(rater, thing));
    return new NaturalRanking(TiesStrategy.AVERAGE).apply(row);
  }
}
