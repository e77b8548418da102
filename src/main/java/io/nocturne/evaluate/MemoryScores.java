package io.nocturne.evaluate;

import io.nocturne.memory.SuggestionReader;
import io.nocturne.memory.SuggestionReader.PieceModels;

/** The scores of a model whose predictions are mixed with the memory of each piece. */
final class MemoryScores {
  private final EvaluatedMusic music;
  private final SuggestionReader suggestions;
  private final MetricsAccumulator scores;

  /**
   * Creates scores of no target yet.
   *
   * @param name of the mixture
   */
  MemoryScores(String name, EvaluatedMusic music, PieceModels memories) {
    this.music = music;
    suggestions = music.suggestions(memories);
    scores = music.accumulator(name);
  }

  /**
   * Adds the score of a target.
   *
   * @param probabilities of each token by the model alone; receives the mixture
   */
  void add(Target target, double[] probabilities) {
    suggestions.before(target.piece(), target.place()).mix(probabilities);
    music.add(scores, target, probabilities);
  }

  /** Returns the metrics of all targets so far. */
  ModelMetrics metrics() {
    return scores.metrics();
  }
}
