package io.nocturne.train;

import io.nocturne.base.Require;
import io.nocturne.checkpoint.Monitor;

/**
 * The length of a training and the size of its steps.
 *
 * @param batchSize windows per step, at least 1
 * @param epochs maximum number of passes over the training windows, at least 1
 * @param monitor the metric that early stopping, the best checkpoint and a plateau's learning rate
 *     go by
 * @param patience epochs without a better value of it after which training stops, at least 1
 * @param minDelta the smallest change that counts as better for early stopping, at least 0
 * @param labelSmoothing share of a target's probability that the losses spread over all tokens, 0
 *     to below 1
 * @param checkpointEvery epochs between checkpoints, at least 1
 * @param keep number of latest checkpoints kept, at least 1; the best is kept in addition
 * @param seed of the split, the order of the windows, the initial weights and dropout
 */
public record FitSpec(
    int batchSize,
    int epochs,
    Monitor monitor,
    int patience,
    double minDelta,
    double labelSmoothing,
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
    Require.fractionBelowOne("label smoothing", labelSmoothing);
    Require.atLeast("checkpoint every", checkpointEvery, 1);
    Require.atLeast("keep", keep, 1);
  }

  /** Creates a spec that monitors the validation loss, without label smoothing. */
  public FitSpec(
      int batchSize,
      int epochs,
      int patience,
      double minDelta,
      int checkpointEvery,
      int keep,
      long seed) {
    this(batchSize, epochs, Monitor.VAL_LOSS, patience, minDelta, 0, checkpointEvery, keep, seed);
  }

  /** Returns this with another number of epochs. */
  public FitSpec withEpochs(int other) {
    return with(other, seed);
  }

  /** Returns this with another seed. */
  public FitSpec withSeed(long other) {
    return with(epochs, other);
  }

  private FitSpec with(int otherEpochs, long otherSeed) {
    return new FitSpec(
        batchSize,
        otherEpochs,
        monitor,
        patience,
        minDelta,
        labelSmoothing,
        checkpointEvery,
        keep,
        otherSeed);
  }
}
