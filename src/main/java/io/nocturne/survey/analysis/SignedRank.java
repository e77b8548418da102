package io.nocturne.survey.analysis;

import java.util.Arrays;
import org.apache.commons.statistics.inference.SignificanceResult;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test of whether participants rate two items differently (F. Wilcoxon,
 * 1945); those who rate both the same are left out.
 *
 * @param pairs participants who rate them differently
 * @param pValue two-sided: exact up to 50 pairs without ties, else by the normal distribution with
 *     its correction for continuity; 1 without pairs
 * @param rankBiserial the size of the effect: the share of the rank sum for the first less that for
 *     the second, -1 to 1 (D. S. Kerby, The simple difference formula, 2014); 0 without pairs
 */
record SignedRank(int pairs, double pValue, double rankBiserial) {
  /** Differences closer than this are equal. */
  private static final double EQUAL = 1e-9;

  /**
   * Tests pairs of ratings.
   *
   * @param first the rating of the first item by each participant
   * @param second the rating of the second item by the same participants
   */
  static SignedRank test(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "pairs must be complete, were %d and %d ratings".formatted(first.length, second.length));
    }
    double[] differences = new double[first.length];
    // Means such as 5 / 3 are not exact: without rounding equal differences would not be ties.
    Arrays.setAll(differences, i -> Math.rint((first[i] - second[i]) / EQUAL) * EQUAL);
    differences = Arrays.stream(differences).filter(difference -> difference != 0).toArray();
    if (differences.length == 0) {
      return new SignedRank(0, 1, 0);
    }
    SignificanceResult result = WilcoxonSignedRankTest.withDefaults().test(differences);
    return new SignedRank(differences.length, result.getPValue(), rankBiserial(differences));
  }

  private static double rankBiserial(double[] differences) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
    double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).apply(sizes);
    double signed = 0;
    for (int i = 0; i < ranks.length; i++) {
      signed += Math.signum(differences[i]) * ranks[i];
    }
    return signed / Arrays.stream(ranks).sum();
  }
}
