package io.nocturne.evaluate.reproduction;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.Metrics;
import io.nocturne.evaluate.ModelMetrics;
import io.nocturne.evaluate.Reliability;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.Context;
import io.nocturne.train.TrainSpec;
import java.util.List;
import java.util.Optional;

/** Results that no network had, for what is said of them. */
final class Trials {
  private Trials() {}

  /**
   * Of a reading, from a seed.
   *
   * @param all percent that are right at all positions
   * @param honest percent that are right where nothing can be copied
   * @param nGram percent at which the n-gram is right there
   */
  static TrialResult result(Interpretation reading, long seed, int all, int honest, int nGram) {
    Variation variation = reading.of(TrainSpec.paper());
    boolean leaks = reading == Interpretation.EVERY_WINDOW || reading == Interpretation.EVERY_PIECE;
    Evaluation validation =
        new Evaluation(
            new EvaluatedData("f", Part.VALIDATION, true, 2, 100, Context.WINDOW, Optional.empty()),
            model("network", 100, honest),
            Optional.empty(),
            leaks ? Optional.of(new Leak(40, model("every", 4000, 40 * all))) : Optional.empty(),
            List.of(model("6-gram", 100, nGram)));
    return new TrialResult(
        variation.trial(seed),
        1000,
        List.of(epoch(0, all - 10, 2), epoch(1, all, 1), epoch(2, all - 1, 1.5)),
        validation,
        validation,
        List.of());
  }

  private static EpochLog epoch(int epoch, int accuracy, double loss) {
    return new EpochLog(
        epoch,
        new BatchLoss(150, accuracy + 1L, 100),
        new BatchLoss(100 * loss, accuracy, 100),
        0.001,
        2);
  }

  private static ModelMetrics model(String name, int targets, int correct) {
    return new ModelMetrics(
        name,
        new Metrics(targets, targets, 2 * targets, correct, correct),
        new Reliability(List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
