package io.nocturne.train;

import io.nocturne.base.Require;

/**
 * The length of a training and the size of its steps.
 *
 * @param batchSize windows per step, at least 1
 * @param epochs maximum number of passes over the training windows, at least 1
 * @param patience epochs without a lower validation loss after which training stops, at least 1
 * @param minDelta decrease of the loss that counts as lower, at least 0
 * @param checkpointEvery epochs between checkpoints, at least 1
 * @param keep number of latest checkpoints kept, at least 1; the best is kept in addition
 * @param seed of the split, the order of the windows, the initial weights and dropout
 */
public record FitSpec(
    int batchSize,
    int epochs,
    int patience,
    double minDelta,
    int checkpointEvery,
    int keep,
    long seed) {

  /** The published study's values, as far as it states them. */
  public static final FitSpec PAPER = new FitSpec(64, 100, 10, 0, 1, 3, 1);

  public FitSpec {
    Require.atLeast("batch size", batchSize, 1);
    Require.atLeast("epochs", epochs, 1);
    Require.atLeast("patience", patience, 1);
    if (!(minDelta >= 0 && Double.isFinite(minDelta))) {
      throw new IllegalArgumentException("min delta must be 0 or more, was " + minDelta);
    }
    Require.atLeast("checkpoint every", checkpointEvery, 1);
    Require.atLeast("keep", keep, 1);
  }

  /** Returns this with another number of epochs. */
  public FitSpec withEpochs(int other) {
    return new FitSpec(batchSize, other, patience, minDelta, checkpointEvery, keep, seed);
  }

  /** Returns this with another seed. */
  public FitSpec withSeed(long other) {
    return new FitSpec(batchSize, epochs, patience, minDelta, checkpointEvery, keep, other);
  }
}
