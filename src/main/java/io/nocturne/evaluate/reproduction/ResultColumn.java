package io.nocturne.evaluate.reproduction;

import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.ModelMetrics;
import io.nocturne.evaluate.music.SummaryStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The trainings of one variation as the columns and rows of tables show them.
 *
 * @param results one a seed, at least one
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

  /** The mean, with the half of its 95 % t interval where there is more than one seed. */
  String text(ToDoubleFunction<TrialResult> value) {
    return text("%.4f", sample(value));
  }

  /** The same with one decimal. */
  String rough(ToDoubleFunction<TrialResult> value) {
    return text("%.1f", sample(value));
  }

  /**
   * How much more this is than another, likewise. Each seed's two trainings are compared, which had
   * the same pieces set aside: what these do to both is not in it.
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

  /** Whether its networks have read what they predict, at all positions but the last. */
  boolean leaks() {
    return first().validation().leak().isPresent();
  }

  /** What is right without knowing any music, if answers are read. */
  double copied() {
    return first().validation().copied().orElse(Double.NaN);
  }

  /** At the positions where nothing can be copied. */
  static Metrics honest(TrialResult result) {
    return result.validation().network().total();
  }

  /** Of what was learnt, likewise. */
  static Metrics learnt(TrialResult result) {
    return result.training().network().total();
  }

  /** At all positions that the network was trained on. */
  static Metrics all(TrialResult result) {
    return result
        .validation()
        .leak()
        .map(leak -> leak.everyPosition().total())
        .orElseGet(() -> honest(result));
  }

  /** Of the longest n-gram, on the honest positions. */
  static Metrics nGram(TrialResult result) {
    return longest(result).total();
  }

  static ModelMetrics longest(TrialResult result) {
    return result.validation().baselines().get(0);
  }
}
