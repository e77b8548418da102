package io.nocturne.train.callback;

import io.nocturne.model.BatchLoss;

/**
 * The progress of an epoch.
 *
 * @param epoch counted from 0
 * @param phase of the epoch
 * @param batch number of batches that are done in this phase, from 1
 * @param batches number of batches in the phase
 * @param soFar loss and accuracy over the batches that are done
 */
public record BatchLog(int epoch, Phase phase, long batch, long batches, BatchLoss soFar) {

  /** A phase of an epoch. */
  public enum Phase {
    /** Steps of the optimizer on the training windows. */
    TRAINING,
    /** Evaluation on the validation windows. */
    VALIDATION
  }
}
