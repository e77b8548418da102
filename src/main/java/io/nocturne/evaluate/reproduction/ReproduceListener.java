package io.nocturne.evaluate.reproduction;

import io.nocturne.train.TrainJob;
import io.nocturne.train.callback.Callback;

/** Told how a reproduction goes on. */
public interface ReproduceListener {

  /**
   * A training begins or goes on.
   *
   * @param number of the trial, from 1
   * @param trials how many there are
   * @return what is to be told of the training
   */
  Callback trains(Trial trial, int number, int trials, TrainJob job);

  /** A training is over already, since an earlier call. */
  void isTrained(Trial trial, int number, int trials);

  /** A trial is measured, after all are trained. */
  void measures(Trial trial, int number, int trials);
}
