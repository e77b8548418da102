package io.nocturne.generate;

import java.util.random.RandomGenerator;

/**
 * Chooses the next token. Implementations keep no state, so that one sampler serves all pieces and
 * a piece depends only on its logits and its random numbers.
 *
 * <p>A logit of negative infinity excludes its token: that is how {@link Generator} forbids ids,
 * and how a filter in front of another sampler narrows the choice. It does so in a copy.
 */
@FunctionalInterface
public interface Sampler {
  /**
   * The id of the next token, one whose logit is not negative infinity.
   *
   * @param logits unnormalised log-probabilities, shape [vocabulary size]; never changed
   * @param random the only source of chance
   * @throws IllegalArgumentException if a logit is NaN or positive infinity, naming its position,
   *     or if none is finite
   */
  int sample(float[] logits, RandomGenerator random);

  /**
   * {@link Greedy} for 0, otherwise {@link Temperature}.
   *
   * @throws IllegalArgumentException if the temperature is negative, infinite or NaN
   */
  static Sampler ofTemperature(double temperature) {
    return temperature == 0 ? new Greedy() : new Temperature(temperature);
  }
}
