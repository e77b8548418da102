package io.nocturne.memory;

import io.nocturne.model.MemoryTables.GateTable;
import io.nocturne.model.MemoryTables.Likeness;

/**
 * A small network that weighs what the memory suggests against a model: it returns the odds of each
 * suggested token, where the model's own prediction counts 1 (a pointer with a sentinel, Merity et
 * al., Pointer Sentinel Mixture Models, 2016). One hidden layer with rectified units sees, of each
 * token, {@link #INPUTS} numbers.
 */
final class Gate {
  /** The number of views: each {@link Likeness} of the contexts as they are, and by intervals. */
  static final int VIEWS = 2 * Likeness.KINDS.size();

  // The first input about the shares of a token in the views, and about the views' peaks.
  static final int SHARES = 0;
  static final int PEAKS = VIEWS;

  // What the model finds of the token, and the probability of its own first choice.
  static final int LOG_PROBABILITY = 2 * VIEWS;
  static final int PROBABILITY = LOG_PROBABILITY + 1;
  static final int CONFIDENCE = LOG_PROBABILITY + 2;

  static final int INPUTS = CONFIDENCE + 1;

  /** The number of a unit's weights: of the inputs, then its bias. */
  static final int WIDTH = INPUTS + 1;

  private final double[] weights;
  private final int units;

  /**
   * Creates a gate.
   *
   * @param weights [units · {@link #WIDTH}] of the hidden units, one after the other, and then
   *     [units + 1] of their outputs with a bias; they may change later
   */
  Gate(double[] weights, int units) {
    this.weights = weights;
    this.units = units;
  }

  /** Returns the number of weights of a gate. */
  static int size(int units) {
    return units * (WIDTH + 1) + 1;
  }

  /**
   * Returns the odds of suggested tokens.
   *
   * @param evidence what is known of each, [tokens][INPUTS]
   */
  double[] odds(float[][] evidence) {
    double[] odds = new double[evidence.length];
    double[] active = new double[units];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = meanShare(evidence[i]) * factor(evidence[i], active);
    }
    return odds;
  }

  /** Returns the mean of a token's shares, by which its odds are multiplied. */
  static double meanShare(float[] inputs) {
    double sum = 0;
    for (int view = 0; view < VIEWS; view++) {
      sum += inputs[SHARES + view];
    }
    return sum / VIEWS;
  }

  /**
   * Returns how many times the mean share the odds of a token are.
   *
   * @param inputs what is known of it, [INPUTS]
   * @param active receives the outputs of the hidden units
   */
  double factor(float[] inputs, double[] active) {
    double score = weights[weights.length - 1];
    for (int unit = 0; unit < units; unit++) {
      int first = unit * WIDTH;
      double sum = weights[first + INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        sum += weights[first + i] * inputs[i];
      }
      active[unit] = Math.max(0, sum);
      score += weights[units * WIDTH + unit] * active[unit];
    }
    return Math.exp(Math.max(-GateTable.MAX_SCORE, Math.min(GateTable.MAX_SCORE, score)));
  }

  /** Returns the probability of a token that came in the mixture of model and memory. */
  double probability(Observation one) {
    double sum = 1;
    double found = one.network();
    double[] odds = odds(one.evidence());
    for (int i = 0; i < odds.length; i++) {
      sum += odds[i];
      found += i == one.found() ? odds[i] : 0;
    }
    return found / sum;
  }
}
