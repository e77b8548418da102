package io.nocturne.train.callback;

import io.nocturne.checkpoint.TrainingProgress;

/**
 * How a training ended.
 *
 * @param outcome whether it is over
 * @param progress where the run stands
 */
public record TrainingResult(TrainingOutcome outcome, TrainingProgress progress) {

  /** How a training ends. */
  public enum TrainingOutcome {
    /** All epochs done, or stopped by early stopping or a callback: {@code progress.finished}. */
    FINISHED,
    /** Stopped from outside after a step, and saved; it can be resumed. */
    INTERRUPTED
  }
}
