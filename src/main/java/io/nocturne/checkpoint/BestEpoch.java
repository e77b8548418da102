package io.nocturne.checkpoint;

import io.nocturne.base.Require;

/**
 * The epoch with the lowest validation loss so far, as early stopping compares losses.
 *
 * @param checkpoint the name of the checkpoint after it, such as {@code best-12}
 * @param epoch counted from 0
 */
public record BestEpoch(String checkpoint, int epoch) {
  public BestEpoch {
    CheckpointName.require(CheckpointName.BEST, checkpoint);
    Require.atLeast("epoch", epoch, 0);
  }
}
