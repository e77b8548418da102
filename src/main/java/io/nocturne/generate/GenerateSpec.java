package io.nocturne.generate;

import java.util.Objects;

/**
 * What to generate.
 *
 * @param length new tokens in each piece at most, at least 1
 * @param count pieces, at least 1
 * @param seed where chance begins; piece k depends on the seed and k, not on count or batchSize
 * @param sampler how the next token is chosen
 * @param batchSize how many pieces are generated side by side at most, at least 1: what the model
 *     needs grows with it, not with count
 */
public record GenerateSpec(int length, int count, long seed, Sampler sampler, int batchSize) {
  /** At 64 a step takes little more than its matrix products, so a larger batch gains little. */
  public static final int DEFAULT_BATCH_SIZE = 64;

  public GenerateSpec {
    requireAtLeastOne("length", length);
    requireAtLeastOne("count", count);
    Objects.requireNonNull(sampler, "sampler");
    requireAtLeastOne("batch size", batchSize);
  }

  /** With the default batch size. */
  public GenerateSpec(int length, int count, long seed, Sampler sampler) {
    this(length, count, seed, sampler, DEFAULT_BATCH_SIZE);
  }

  static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
