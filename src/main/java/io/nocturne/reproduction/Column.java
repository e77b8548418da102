package io.nocturne.reproduction;

import io.nocturne.evaluation.Figures;
import io.nocturne.prediction.Evaluation.Leak;
import io.nocturne.prediction.Measures;
import io.nocturne.prediction.ModelMeasures;
import io.nocturne.statistics.Sample;
import io.nocturne.statistics.Sample.Interval;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The trainings of one variation as the columns and rows of tables show them.
 *
 * @param results one a seed, at least one
 */
record Column(List<TrialResult> results) {
  private static final double LEVEL = 0.95;

  TrialResult first() {
    return results.get(0);
  }

  String label() {
    return first().trial().variation().label();
  }

  Sample sample(ToDoubleFunction<TrialResult> value) {
    return Sample.of(results.stream().mapToDouble(value).toArray());
  }

  /** The mean, with the half of its 95 % t interval where there is more than one seed. */
  String text(ToDoubleFunction<TrialResult> value) {
    Sample sample = sample(value);
    if (sample.size() == 1) {
      return Figures.decimals(sample.mean());
    }
    Interval interval = sample.interval(LEVEL);
    return Figures.decimals(sample.mean())
        + " \u00b1 "
        + Figures.decimals(interval.high() - sample.mean());
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
    return first().validation().leak().map(Leak::copied).orElse(Double.NaN);
  }

  /** At the positions where nothing can be copied. */
  static Measures honest(TrialResult result) {
    return result.validation().network().total();
  }

  /** Of what was learnt, likewise. */
  static Measures learnt(TrialResult result) {
    return result.training().network().total();
  }

  /** At all positions that the network was trained on. */
  static Measures all(TrialResult result) {
    return result
        .validation()
        .leak()
        .map(leak -> leak.everyPosition().total())
        .orElseGet(() -> honest(result));
  }

  /** Of the longest n-gram, on the honest positions. */
  static Measures nGram(TrialResult result) {
    return longest(result).total();
  }

  static ModelMeasures longest(TrialResult result) {
    return result.validation().baselines().get(0);
  }
}
