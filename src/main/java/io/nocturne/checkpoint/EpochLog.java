package io.nocturne.checkpoint;

import io.nocturne.base.Require;
import io.nocturne.model.BatchLoss;

/**
 * What an epoch came to.
 *
 * @param epoch counted from 0, as in Keras's logs
 * @param training loss and accuracy on the training windows, with dropout, while they were learnt
 * @param validation loss and accuracy on the validation windows after the epoch, without dropout
 * @param learningRate of the optimiser
 * @param seconds wall time, validation included
 */
public record EpochLog(
    int epoch, BatchLoss training, BatchLoss validation, double learningRate, double seconds) {

  public EpochLog {
    Require.atLeast("epoch", epoch, 0);
  }

  /** Tokens predicted a second, training and validation together. */
  public double notesPerSecond() {
    return (training.targets() + validation.targets()) / seconds;
  }
}
