package io.nocturne.memory;

import io.nocturne.base.Require;
import java.util.List;

/**
 * The weights of the components of a mixture; they sum to 1.
 *
 * @param network the weight of the network, above 0, so that every token stays possible
 * @param exact the weight of what followed the last tokens earlier, at least 0
 * @param transposed the weight of what followed them in any key, at least 0
 */
public record MixtureWeights(double network, double exact, double transposed) {
  /** The network alone. */
  static final MixtureWeights NETWORK = new MixtureWeights(1, 0, 0);

  private static final double TOLERANCE = 1e-6;
  private static final int MAX_ROUNDS = 200;
  private static final double PRECISION = 1e-9;
  private static final double STEPS = 10_000;

  public MixtureWeights {
    Require.notNegative("weight of exact matches", exact);
    Require.notNegative("weight of transposed matches", transposed);
    if (!(network > 0 && Math.abs(network + exact + transposed - 1) < TOLERANCE)) {
      throw new IllegalArgumentException(
          "weight of the network must be above 0, and the weights must sum to 1, were %s, %s and %s"
              .formatted(network, exact, transposed));
    }
  }

  /**
   * Returns weights of which the matches that there are have equal parts.
   *
   * @param network the network's weight, if there is a match
   */
  static MixtureWeights divided(double network, boolean exact, boolean transposed) {
    if (!exact && !transposed) {
      return NETWORK;
    }
    double each = (1 - network) / (exact && transposed ? 2 : 1);
    return new MixtureWeights(network, exact ? each : 0, transposed ? each : 0);
  }

  /**
   * Returns the weights with which observed tokens are most likely, by expectation maximization
   * (Jelinek and Mercer, Interpolated estimation of Markov source parameters from sparse data,
   * 1980). A component of weight 0 in the prior keeps it.
   *
   * @param prior the weights before any observation
   * @param strength the number of observations that the prior counts as, above 0
   */
  static MixtureWeights fit(List<Observation> observations, MixtureWeights prior, double strength) {
    MixtureWeights weights = prior;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double network = strength * prior.network;
      double exact = strength * prior.exact;
      double transposed = strength * prior.transposed;
      for (Observation one : observations) {
        double probability = one.probability(weights);
        if (probability > 0) {
          network += weights.network * one.network() / probability;
          exact += weights.exact * one.exact() / probability;
          transposed += weights.transposed * one.transposed() / probability;
        }
      }
      double sum = network + exact + transposed;
      MixtureWeights next = new MixtureWeights(network / sum, exact / sum, transposed / sum);
      if (next.distance(weights) < PRECISION) {
        return next.rounded();
      }
      weights = next;
    }
    return weights.rounded();
  }

  /** Returns these weights in steps of 0.0001, with at least that for the network. */
  private MixtureWeights rounded() {
    double roundedExact = Math.rint(exact * STEPS) / STEPS;
    double roundedTransposed =
        Math.min(Math.rint(transposed * STEPS), STEPS - 1 - Math.rint(exact * STEPS)) / STEPS;
    return new MixtureWeights(
        Math.rint((1 - roundedExact - roundedTransposed) * STEPS) / STEPS,
        roundedExact,
        roundedTransposed);
  }

  /** Returns the weights of network, exact and transposed matches; that of the network above 0. */
  float[] toFloats() {
    return new float[] {
      Math.max((float) network, Float.MIN_NORMAL), (float) exact, (float) transposed
    };
  }

  private double distance(MixtureWeights other) {
    return Math.abs(network - other.network)
        + Math.abs(exact - other.exact)
        + Math.abs(transposed - other.transposed);
  }

  /**
   * Returns weights that trust the memory less.
   *
   * @param trust from 0, the network alone, to 1, these weights
   */
  MixtureWeights scaled(double trust) {
    double scaledExact = trust * exact;
    double scaledTransposed = trust * transposed;
    return new MixtureWeights(1 - scaledExact - scaledTransposed, scaledExact, scaledTransposed);
  }
}
