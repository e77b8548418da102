package io.nocturne.generate;

import io.nocturne.base.Require;

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
      throw new IllegalArgumentException("count must be at most " + beams + " beams, was " + count);
    }
  }
}
