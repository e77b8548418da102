package io.nocturne.model;

import java.util.Objects;

/**
 * The logits of each target of a batch, row by row: of the token after the window for {@link
 * Targets#LAST}, of those after each position for {@link Targets#EVERY}. Those of targets that are
 * padding have no meaning.
 */
public final class TargetLogits {
  private final float[] logits;
  private final int vocabularySize;

  /**
   * Wraps logits.
   *
   * @param logits row-major [targets, vocabulary size]; not copied
   */
  TargetLogits(float[] logits, int vocabularySize) {
    this.logits = logits;
    this.vocabularySize = vocabularySize;
  }

  /** Returns the number of targets, padding included. */
  public int count() {
    return logits.length / vocabularySize;
  }

  /**
   * Computes the probability of each token at a target: the softmax, in float64.
   *
   * @param target in [0, count)
   * @param probabilities [vocabulary size]
   */
  public void probabilities(int target, double[] probabilities) {
    int from = Objects.checkIndex(target, count()) * vocabularySize;
    float largest = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < vocabularySize; id++) {
      largest = Math.max(largest, logits[from + id]);
    }
    double sum = 0;
    for (int id = 0; id < vocabularySize; id++) {
      probabilities[id] = Math.exp(logits[from + id] - largest);
      sum += probabilities[id];
    }
    for (int id = 0; id < vocabularySize; id++) {
      probabilities[id] /= sum;
    }
  }
}
