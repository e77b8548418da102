package io.nocturne.generate;

import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Draws from the likelier tokens. The steps, in the order of Hugging Face's {@code generate}:
 *
 * <ol>
 *   <li>temperature: p = softmax(logits / temperature);
 *   <li>top-k: the k likeliest stay, and those as likely as the k-th (Fan, Lewis and Dauphin,
 *       Hierarchical Neural Story Generation, 2018);
 *   <li>top-p: the fewest of these stay whose probabilities add up to the share p of theirs
 *       (Holtzman et al., The Curious Case of Neural Text Degeneration, 2020);
 *   <li>min-p: those stay that are at least p times as likely as the likeliest (Nguyen et al.,
 *       Turning Up the Heat: Min-p Sampling, 2025);
 *   <li>a draw from what is left, by one {@code nextDouble}.
 * </ol>
 *
 * @param temperature finite and above 0; for 0 use {@link Greedy}, which no filter would change
 * @param topK at least 1; empty for all tokens
 * @param topP above 0, at most 1; 1 for all tokens
 * @param minP 0, for all tokens, to 1
 */
public record Sampling(double temperature, OptionalInt topK, double topP, double minP)
    implements Sampler {
  public Sampling {
    Temperature.require(temperature);
    if (topK.isPresent() && topK.getAsInt() < 1) {
      throw new IllegalArgumentException("top-k must be at least 1, was " + topK.getAsInt());
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p must be above 0 and at most 1, was " + topP);
    }
    if (!(minP >= 0 && minP <= 1)) {
      throw new IllegalArgumentException("min-p must be 0 to 1, was " + minP);
    }
  }

  @Override
  public int sample(float[] logits, RandomGenerator random) {
    return weights(logits).draw(random);
  }

  TokenDistribution weights(float[] logits) {
    TokenDistribution weights = TokenDistribution.of(logits, temperature);
    topK.ifPresent(weights::keepTop);
    if (topP < 1) {
      weights.keepShare(topP);
    }
    weights.keepFrom(minP);
    return weights;
  }
}
