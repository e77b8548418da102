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

  /**
   * A search for the most likely pieces.
   *
   * @param length the maximum number of new tokens in each piece, at least 1
   * @param beams the number of pieces that are followed at each step, at least 1
   * @param count the number of pieces to return, the best ones, 1 to beams
   * @param batchSize the maximum number of pieces that the model reads at once, at least 1
   */
  public record BeamSpec(int length, int beams, int count, int batchSize) {
    public BeamSpec {
      Require.atLeast("length", length, 1);
      Require.atLeast("beams", beams, 1);
      Require.atLeast("count", count, 1);
      Require.atLeast("batch size", batchSize, 1);
      if (count > beams) {
        throw new IllegalArgumentException(
            "count must be at most " + beams + " beams, was " + count);
      }
    }
  }
}
