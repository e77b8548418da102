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
    require(value);
  }

  static void require(double temperature) {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "temperature must be finite and at least 0 (0 is greedy), was " + temperature);
    }
  }

  @Override
  public int sample(float[] logits, RandomGenerator random) {
    return TokenDistribution.of(logits, value).draw(random);
  }
}
