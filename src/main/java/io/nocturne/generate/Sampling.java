package io.nocturne.generate;

import io.nocturne.base.Require;
import io.nocturne.memory.Suggestions;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Samples among the more likely tokens. The steps, in the order of Hugging Face's {@code generate}:
 *
 * <ol>
 *   <li>temperature: p = softmax(logits / temperature); 0 is greedy, the most likely token always,
 *       of ties the one with the lowest id, without a random number;
 *   <li>top-k: the k most likely tokens stay, and those as likely as the k-th (Fan, Lewis and
 *       Dauphin, Hierarchical Neural Story Generation, 2018);
 *   <li>top-p: the smallest set of these stays whose probabilities add up to the share p of theirs,
 *       of ties those with the lowest ids (Holtzman et al., The Curious Case of Neural Text
 *       Degeneration, 2020);
 *   <li>min-p: those stay that are at least p times as likely as the most likely one (Nguyen et
 *       al., Turning Up the Heat: Min-p Sampling, 2025);
 *   <li>one of the rest is sampled with one {@code nextDouble}.
 * </ol>
 *
 * @param temperature finite and at least 0
 * @param topK at least 1; empty for all tokens
 * @param topP above 0, at most 1; 1 for all tokens
 * @param minP 0, for all tokens, to 1
 */
public record Sampling(double temperature, OptionalInt topK, double topP, double minP)
    implements Sampler {
  public Sampling {
    if (!(temperature >= 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "temperature must be finite and at least 0 (0 is greedy), was " + temperature);
    }
    if (topK.isPresent() && topK.getAsInt() < 1) {
      throw new IllegalArgumentException("top-k must be at least 1, was " + topK.getAsInt());
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p must be above 0 and at most 1, was " + topP);
    }
    Require.share("min-p", minP);
  }

  @Override
  public int sample(float[] logits, RandomGenerator random) {
    return temperature == 0 ? Logits.argMax(logits) : sampleFrom(weights(logits), random);
  }

  /**
   * Returns the id of the next token: the filters leave the tokens that the network finds possible,
   * and what the piece so far suggests decides among them. Of a mixture in which the memory is
   * almost certain, a filter would leave one token, and a piece that repeats itself would never
   * stop.
   */
  @Override
  public int sample(float[] logits, Suggestions suggestions, RandomGenerator random) {
    if (temperature == 0) {
      return Logits.argMax(Logits.mixed(logits, suggestions));
    }
    double[] weights = weights(logits);
    double sum = sumAbove(weights, 0);
    for (int id = 0; id < weights.length; id++) {
      weights[id] /= sum;
    }
    double[] mixed = weights.clone();
    suggestions.mix(Logits.softmax(logits), mixed);
    for (int id = 0; id < mixed.length; id++) {
      mixed[id] = weights[id] == 0 ? 0 : mixed[id];
    }
    return sampleFrom(mixed, random);
  }

  /** Returns the filtered probabilities before they are normalized: the largest is 1. */
  double[] weights(float[] logits) {
    // Less the largest, so that no exponential overflows and the largest never underflows.
    double largest = logits[Logits.argMax(logits)];
    double[] weights = new double[logits.length];
    for (int id = 0; id < logits.length; id++) {
      weights[id] = Math.exp((logits[id] - largest) / temperature);
    }
    topK.ifPresent(k -> keepTopK(weights, k));
    if (topP < 1) {
      keepTopP(weights, topP);
    }
    keepAtLeast(weights, minP);
    return weights;
  }

  private static void keepTopK(double[] weights, int k) {
    if (k < weights.length) {
      keepAtLeast(weights, sorted(weights)[weights.length - k]);
    }
  }

  private static void keepTopP(double[] weights, double share) {
    double[] ascending = sorted(weights);
    double needed = share * sumAbove(weights, 0);
    int smallest = weights.length;
    double sum = 0;
    while (sum < needed && smallest > 0) {
      sum += ascending[--smallest];
    }
    double limit = ascending[smallest];
    double kept = sumAbove(weights, limit);
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] == limit && kept < needed) {
        kept += weights[id];
      } else if (weights[id] <= limit) {
        weights[id] = 0;
      }
    }
  }

  private static void keepAtLeast(double[] weights, double limit) {
    for (int id = 0; id < weights.length; id++) {
      weights[id] = weights[id] < limit ? 0 : weights[id];
    }
  }

  private static double sumAbove(double[] weights, double limit) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight > limit ? weight : 0;
    }
    return sum;
  }

  private static double[] sorted(double[] weights) {
    double[] ascending = weights.clone();
    Arrays.sort(ascending);
    return ascending;
  }

  /** Returns the id whose part of the sum of all weights holds one random number. */
  private static int sampleFrom(double[] weights, RandomGenerator random) {
    double[] cumulative = new double[weights.length];
    double sum = 0;
    for (int id = 0; id < weights.length; id++) {
      sum += weights[id];
      cumulative[id] = sum;
    }
    // A product that rounds up to the whole sum would exceed every cumulative weight.
    double threshold = Math.min(random.nextDouble() * sum, Math.nextDown(sum));
    int id = 0;
    while (cumulative[id] <= threshold) {
      id++;
    }
    return id;
  }
}
