package io.nocturne.generate;

import java.util.random.RandomGenerator;

/**
 * Draws from the softmax of logits / temperature: 1 is the model's own distribution, less is more
 * certain, more is more even. Takes one {@code nextDouble} a token.
 *
 * @param value finite and above 0; for 0 use {@link Greedy}
 */
public record Temperature(double value) implements Sampler {
  public Temperature {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "temperature must be finite and at least 0 (0 is greedy), was " + value);
    }
  }

  @Override
  public int sample(float[] logits, RandomGenerator random) {
    // Less the largest, so that no exponential overflows and the likeliest never underflows.
    double largest = logits[Logits.argMax(logits)];
    double[] cumulative = new double[logits.length];
    double sum = 0;
    for (int id = 0; id < logits.length; id++) {
      sum += Math.exp((logits[id] - largest) / value);
      cumulative[id] = sum;
    }
    return Logits.firstAbove(cumulative, random.nextDouble() * sum);
  }
}
