package io.nocturne.generate;

import io.nocturne.base.Require;
import java.util.Objects;

/**
 * The number, length and seed of the pieces to generate, and the sampler.
 *
 * @param length the maximum number of new tokens in each piece, at least 1
 * @param count the number of pieces, at least 1
 * @param seed piece k depends on the seed and on k, not on count or batchSize
 * @param sampler chooses the next token
 * @param batchSize the maximum number of pieces generated side by side, at least 1: the model's
 *     memory grows with it, not with count
 */
public record GenerateSpec(int length, int count, long seed, Sampler sampler, int batchSize) {
  /** The default; a step of 64 takes little more than its matrix products, so more gains little. */
  public static final int DEFAULT_BATCH_SIZE = 64;

  public GenerateSpec {
    Require.atLeast("length", length, 1);
    Require.atLeast("count", count, 1);
    Objects.requireNonNull(sampler, "sampler");
    Require.atLeast("batch size", batchSize, 1);
  }

  /** Creates a spec with the default batch size. */
  public GenerateSpec(int length, int count, long seed, Sampler sampler) {
    this(length, count, seed, sampler, DEFAULT_BATCH_SIZE);
  }
}
