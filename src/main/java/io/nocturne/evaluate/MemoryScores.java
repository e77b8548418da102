package io.nocturne.evaluate;

import io.nocturne.memory.MemoryWeights;
import java.util.function.IntFunction;

/** The scores of a model whose predictions are mixed with the memory of each piece. */
final class MemoryScores {
  private final EvaluatedMusic music;
  private final IntFunction<MemoryWeights> weights;
  private final MetricsAccumulator scores;

  /**
   * Creates scores of no target yet.
   *
   * @param model the name of the model without the memory
   * @param weights returns those for a group of pieces, by its number
   */
  MemoryScores(String model, EvaluatedMusic music, IntFunction<MemoryWeights> weights) {
    this.music = music;
    this.weights = weights;
    scores = music.accumulator(model + " with memory");
  }

  /**
   * Adds the score of a target.
   *
   * @param probabilities of each token by the model alone; receives the mixture
   */
  void add(Target target, double[] probabilities) {
    music.suggestions(target).with(weights.apply(music.group(target))).mix(probabilities);
    music.add(scores, target, probabilities);
  }

  /** Returns the metrics of all targets so far. */
  ModelMetrics metrics() {
    return scores.metrics();
  }
}
