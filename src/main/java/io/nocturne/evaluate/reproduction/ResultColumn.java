package io.nocturne.evaluate.reproduction;

import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.ModelMetrics;
import io.nocturne.evaluate.music.SummaryStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The trainings of one variation, for the columns and rows of tables.
 *
 * @param results one per seed, at least one
 */
record ResultColumn(List<TrialResult> results) {
  private static final double LEVEL = 0.95;

  TrialResult first() {
    return results.get(0);
  }

  String label() {
    return first().trial().variation().label();
  }

  SummaryStatistics sample(ToDoubleFunction<TrialResult> value) {
    return SummaryStatistics.of(results.stream().mapToDouble(value).toArray());
  }

  /** Returns the mean, with half its 95 % t interval if there is more than one seed. */
  String text(ToDoubleFunction<TrialResult> value) {
    return text("%.4f", sample(value));
  }

  /** Returns the mean with one decimal, and half its interval in the same way. */
  String rounded(ToDoubleFunction<TrialResult> value) {
    return text("%.1f", sample(value));
  }

  /**
   * Returns the mean difference to another column, with half its interval. The two trainings of
   * each seed are compared: they have the same held-out pieces, whose effect on both cancels out.
   */
  String difference(ResultColumn from, ToDoubleFunction<TrialResult> value) {
    List<Double> differences = new ArrayList<>();
    for (TrialResult result : results) {
      for (TrialResult other : from.results) {
        if (other.trial().seed() == result.trial().seed()) {
          differences.add(value.applyAsDouble(result) - value.applyAsDouble(other));
        }
      }
    }
    double[] values = differences.stream().mapToDouble(Double::doubleValue).toArray();
    return text("%+.4f", SummaryStatistics.of(values));
  }

  private static String text(String format, SummaryStatistics sample) {
    String mean = String.format(Locale.ROOT, format, sample.mean());
    if (sample.size() == 1) {
      return mean;
    }
    double half = sample.interval(LEVEL).high() - sample.mean();
    return mean + " \u00b1 " + String.format(Locale.ROOT, format.replace("+", ""), half);
  }

  double mean(ToDoubleFunction<TrialResult> value) {
    return sample(value).mean();
  }

  /** Returns whether the networks have read their targets at all positions but the last. */
  boolean leaks() {
    return first().validation().leak().isPresent();
  }

  /** Returns the accuracy of copying alone; NaN if no targets are read. */
  double copied() {
    return first().validation().copyingAccuracy().orElse(Double.NaN);
  }

  /** Returns the metrics of the positions where nothing can be copied, on held-out data. */
  static Metrics withoutCopying(TrialResult result) {
    return result.validation().network().total();
  }

  /** Returns the metrics of the positions where nothing can be copied, on training data. */
  static Metrics training(TrialResult result) {
    return result.training().network().total();
  }

  /** Returns the metrics of all positions that the network was trained on. */
  static Metrics everyPosition(TrialResult result) {
    return result
        .validation()
        .leak()
        .map(leak -> leak.everyPosition().total())
        .orElseGet(() -> withoutCopying(result));
  }

  /** Returns the metrics of the longest n-gram where nothing can be copied. */
  static Metrics nGram(TrialResult result) {
    return longest(result).total();
  }

  static ModelMetrics longest(TrialResult result) {
    return result.validation().baselines().get(0);
  }
}
