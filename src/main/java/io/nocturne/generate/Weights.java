package io.nocturne.generate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** A row's probabilities before they are divided by their sum; the likeliest token's is 1. */
final class Weights {
  private final double[] weights;

  private Weights(double[] weights) {
    this.weights = weights;
  }

  /**
   * Those of softmax(logits / temperature).
   *
   * @throws IllegalArgumentException if a logit is NaN or positive infinity, or none is finite
   */
  static Weights of(float[] logits, double temperature) {
    // Less the largest, so that no exponential overflows and the likeliest never underflows.
    double largest = logits[Logits.argMax(logits)];
    double[] weights = new double[logits.length];
    for (int id = 0; id < logits.length; id++) {
      weights[id] = Math.exp((logits[id] - largest) / temperature);
    }
    return new Weights(weights);
  }

  /** Keeps the k largest, and those that equal the k-th. */
  void keepTop(int k) {
    if (k < weights.length) {
      keepFrom(threshold(weight -> 1, k, Double.MIN_VALUE));
    }
  }

  /** Keeps the largest that together have a share of the sum; of equals those of the lowest ids. */
  void keepShare(double share) {
    double sum = sum();
    double needed = share * sum;
    // All that are less than this add up to less than what may be left out.
    double floor = (1 - share) * sum / weights.length;
    double smallest = threshold(weight -> weight, needed, floor);
    double above = 0;
    for (double weight : weights) {
      above += weight > smallest ? weight : 0;
    }
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] == smallest && above < needed) {
        above += weights[id];
      } else if (weights[id] <= smallest) {
        weights[id] = 0;
      }
    }
  }

  /** Keeps those of at least so much, where the largest is 1. */
  void keepFrom(double least) {
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] < least) {
        weights[id] = 0;
      }
    }
  }

  /** The id whose share of the sum holds one random number. */
  int draw(RandomGenerator random) {
    double[] cumulative = new double[weights.length];
    double sum = 0;
    for (int id = 0; id < weights.length; id++) {
      sum += weights[id];
      cumulative[id] = sum;
    }
    return Logits.firstAbove(cumulative, random.nextDouble() * sum);
  }

  /** The probabilities. */
  double[] normalised() {
    double sum = sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /**
   * The largest weight that, with all that are larger, makes up a mass; the smallest that is looked
   * at if they do not. By quickselect, since sorting a large vocabulary would take longer than all
   * else together.
   *
   * @param floor smaller weights are not looked at; above 0, at most the largest
   */
  private double threshold(DoubleUnaryOperator mass, double needed, double floor) {
    double[] rest = new double[weights.length];
    int count = 0;
    for (double weight : weights) {
      if (weight >= floor) {
        rest[count++] = weight;
      }
    }
    int from = 0;
    int to = count;
    double above = 0; // The mass of those that are larger than all of the rest: less than needed.
    while (true) {
      double pivot = rest[(from + to) >>> 1];
      double largerMass = 0;
      double equalMass = 0;
      int larger = from;
      int smaller = to;
      for (int i = from; i < smaller; ) {
        double weight = rest[i];
        if (weight > pivot) {
          largerMass += mass.applyAsDouble(weight);
          rest[i++] = rest[larger];
          rest[larger++] = weight;
        } else if (weight < pivot) {
          rest[i] = rest[--smaller];
          rest[smaller] = weight;
        } else {
          equalMass += mass.applyAsDouble(weight);
          i++;
        }
      }
      if (above + largerMass >= needed) {
        to = larger;
      } else {
        above += largerMass + equalMass;
        if (above >= needed || smaller == to) {
          return pivot;
        }
        from = smaller;
      }
    }
  }

  private double sum() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
