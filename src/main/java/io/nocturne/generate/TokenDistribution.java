package io.nocturne.generate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** A row's probabilities before they are divided by their sum; the likeliest token's is 1. */
final class TokenDistribution {
  private final double[] weights;

  private TokenDistribution(double[] weights) {
    this.weights = weights;
  }

  /**
   * Those of softmax(logits / temperature).
   *
   * @throws IllegalArgumentException if a logit is NaN or positive infinity, or none is finite
   */
  static TokenDistribution of(float[] logits, double temperature) {
    // Less the largest, so that no exponential overflows and the likeliest never underflows.
    double largest = logits[Logits.argMax(logits)];
    double[] weights = new double[logits.length];
    for (int id = 0; id < logits.length; id++) {
      weights[id] = Math.exp((logits[id] - largest) / temperature);
    }
    return new TokenDistribution(weights);
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
      weights[id] = weights[id] < least ? 0 : weights[id];
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
    double[] larger = new double[weights.length];
    double[] smaller = new double[weights.length];
    int count = 0;
    for (double weight : weights) {
      // Written always, kept by a count: a processor cannot foresee which way such branches go.
      rest[count] = weight;
      count += weight >= floor ? 1 : 0;
    }
    double above = 0; // The mass of those that are larger than all of the rest: less than needed.
    while (true) {
      double pivot = rest[count / 2];
      int larges = 0;
      int smalls = 0;
      for (int i = 0; i < count; i++) {
        double weight = rest[i];
        larger[larges] = weight;
        larges += weight > pivot ? 1 : 0;
        smaller[smalls] = weight;
        smalls += weight < pivot ? 1 : 0;
      }
      double largerMass = mass(larger, larges, mass);
      double[] read = rest;
      if (above + largerMass >= needed) {
        rest = larger;
        larger = read;
        count = larges;
      } else {
        above += largerMass + (count - larges - smalls) * mass.applyAsDouble(pivot);
        if (above >= needed || smalls == 0) {
          return pivot;
        }
        rest = smaller;
        smaller = read;
        count = smalls;
      }
    }
  }

  private static double mass(double[] some, int count, DoubleUnaryOperator mass) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += mass.applyAsDouble(some[i]);
    }
    return sum;
  }

  private double sum() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
