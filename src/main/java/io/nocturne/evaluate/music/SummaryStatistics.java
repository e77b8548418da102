package io.nocturne.evaluate.music;

import io.nocturne.base.Require;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean and standard deviation of measurements.
 *
 * @param size the number of measurements, at least 1
 * @param mean their mean
 * @param standardDeviation their standard deviation, with size - 1 as divisor; NaN for a single one
 */
public record SummaryStatistics(int size, double mean, double standardDeviation) {

  /** An interval from {@code low} to {@code high}. */
  public record Interval(double low, double high) {}

  public SummaryStatistics {
    Require.atLeast("size", size, 1);
  }

  /** Summarizes measurements, at least one. */
  public static SummaryStatistics of(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    return new SummaryStatistics(values.length, mean, deviation);
  }

  /**
   * Returns Student's t interval of the mean.
   *
   * @param level the confidence level, such as 0.95, above 0 and below 1
   * @return NaN to NaN for a single measurement
   */
  public Interval interval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
    }
    if (size < 2) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double quantile = TDistribution.of(size - 1).inverseSurvivalProbability((1 - level) / 2);
    double half = quantile * standardDeviation / Math.sqrt(size);
    return new Interval(mean - half, mean + half);
  }
}
