package io.nocturne.evaluate.reproduction;

import io.nocturne.evaluate.reproduction.StudyPlan.Trial;
import io.nocturne.train.TrainJob;
import io.nocturne.train.callback.Callback;

/** Receives the progress of a reproduction. */
public interface ReproduceListener {

  /**
   * Called when a training begins or resumes.
   *
   * @param number the number of the trial, from 1
   * @param trials how many trials there are
   * @return a callback for the training
   */
  Callback trainingStarted(Trial trial, int number, int trials, TrainJob job);

  /** Called instead if an earlier call has finished the training. */
  void trainingSkipped(Trial trial, int number, int trials);

  /** Called before a trial is measured, after all trainings. */
  void measuringStarted(Trial trial, int number, int trials);
}
