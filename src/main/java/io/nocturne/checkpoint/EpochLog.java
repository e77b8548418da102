package io.nocturne.checkpoint;

import io.nocturne.base.Require;
import io.nocturne.model.BatchLoss;

/**
 * The results of an epoch.
 *
 * @param epoch counted from 0, as in Keras's logs
 * @param training loss and accuracy on the training windows, with dropout, during the epoch
 * @param validation loss and accuracy on the validation windows after the epoch, without dropout
 * @param learningRate of the optimizer after the epoch's steps, as Keras logs it
 * @param seconds wall time, validation included
 */
public record EpochLog(
    int epoch, BatchLoss training, BatchLoss validation, double learningRate, double seconds) {

  public EpochLog {
    Require.atLeast("epoch", epoch, 0);
  }

  /** Returns the number of predicted tokens per second, in training and validation together. */
  public double notesPerSecond() {
    return (training.targets() + validation.targets()) / seconds;
  }
}
