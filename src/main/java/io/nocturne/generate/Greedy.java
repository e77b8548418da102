package io.nocturne.generate;

import java.util.random.RandomGenerator;

/** Always the likeliest token, of equals the one with the lowest id; uses no random numbers. */
public record Greedy() implements Sampler {
  @Override
  public int sample(float[] logits, RandomGenerator random) {
    return Logits.argMax(logits);
  }
}
