package io.nocturne.survey.analysis;

import io.nocturne.evaluate.music.SummaryStatistics;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The power of a study with a number of participants, by a paired t test: by simulation of normally
 * distributed differences.
 */
final class Power {
  private static final int STUDIES = 20_000;
  private static final long SEED = 1;

  private Power() {}

  /**
   * Returns the share of studies that would find a difference.
   *
   * @param people at least 2
   * @param effect the difference in standard deviations of the differences, Cohen's d
   * @param alpha how often a study may find one where none is
   */
  static double ofPairedTest(int people, double effect, double alpha) {
    if (people < 2) {
      throw new IllegalArgumentException("people must be at least 2, were " + people);
    }
    double limit = TDistribution.of(people - 1).inverseSurvivalProbability(alpha / 2);
    SplittableRandom random = new SplittableRandom(SEED);
    int found = 0;
    for (int study = 0; study < STUDIES; study++) {
      double[] differences = new double[people];
      for (int i = 0; i < people; i++) {
        differences[i] = effect + random.nextGaussian();
      }
      SummaryStatistics sample = SummaryStatistics.of(differences);
      double t = sample.mean() / (sample.standardDeviation() / Math.sqrt(people));
      found += Math.abs(t) > limit ? 1 : 0;
    }
    return found / (double) STUDIES;
  }

  /**
   * Returns the least effect, in hundredths, that so many people find with a power; 10 if none
   * below.
   */
  static double minimumDetectableEffect(int people, double power, double alpha) {
    int low = 0;
    int high = 1000;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (ofPairedTest(people, middle / 100.0, alpha) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high / 100.0;
  }
}
