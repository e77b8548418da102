package io.nocturne.generate;

import io.nocturne.memory.Suggestions;
import java.util.OptionalInt;
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
   * Returns the id of the next token, one whose logit is not negative infinity.
   *
   * @param logits unnormalized log-probabilities, shape [vocabulary size]; never changed
   * @param random the only source of randomness
   * @throws IllegalArgumentException if a logit is NaN or positive infinity, naming its position,
   *     or if none is finite
   */
  int sample(float[] logits, RandomGenerator random);

  /**
   * Returns the id of the next token, sampled from the logits and what the piece so far suggests.
   *
   * @param logits as {@link #sample(float[], RandomGenerator)} takes them
   * @param suggestions of the memory of the piece
   */
  default int sample(float[] logits, Suggestions suggestions, RandomGenerator random) {
    return sample(Logits.mixed(logits, suggestions), random);
  }

  /**
   * Returns the sampler of softmax(logits / temperature), without filters: 1 is the model's own
   * distribution, less is more certain, more is more even, and 0 is greedy.
   *
   * @throws IllegalArgumentException if the temperature is negative, infinite or NaN
   */
  static Sampler ofTemperature(double temperature) {
    return new Sampling(temperature, OptionalInt.empty(), 1, 0);
  }
}
