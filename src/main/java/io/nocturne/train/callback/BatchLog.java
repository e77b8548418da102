package io.nocturne.train.callback;

import io.nocturne.model.BatchLoss;

/**
 * How far an epoch has come.
 *
 * @param epoch counted from 0
 * @param phase what is being done with the windows
 * @param batch batches done in this phase, from 1
 * @param batches batches of the phase in all
 * @param soFar loss and accuracy over the batches done
 */
public record BatchLog(int epoch, Phase phase, long batch, long batches, BatchLoss soFar) {

  /** What an epoch consists of. */
  public enum Phase {
    /** Steps of the optimiser on the training windows. */
    TRAINING,
    /** Measuring on the validation windows. */
    VALIDATION
  }
}
