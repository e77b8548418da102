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
   * @param participants at least 2
   * @param effect the difference in standard deviations of the differences, Cohen's d
   * @param alpha the share of studies that find a difference where there is none
   */
  static double ofPairedTest(int participants, double effect, double alpha) {
    if (participants < 2) {
      throw new IllegalArgumentException("participants must be at least 2, were " + participants);
    }
    double limit = TDistribution.of(participants - 1).inverseSurvivalProbability(alpha / 2);
    SplittableRandom random = new SplittableRandom(SEED);
    int found = 0;
    for (int study = 0; study < STUDIES; study++) {
      double[] differences = new double[participants];
      for (int i = 0; i < participants; i++) {
        differences[i] = effect + random.nextGaussian();
      }
      SummaryStatistics sample = SummaryStatistics.of(differences);
      double t = sample.mean() / (sample.standardDeviation() / Math.sqrt(participants));
      found += Math.abs(t) > limit ? 1 : 0;
    }
    return found / (double) STUDIES;
  }

  /**
   * Returns the minimum effect, in hundredths, that a number of participants detects with a power;
   * 10 if there is none below.
   */
  static double minimumDetectableEffect(int participants, double power, double alpha) {
    int low = 0;
    int high = 1000;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (ofPairedTest(participants, middle / 100.0, alpha) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high / 100.0;
  }
}
