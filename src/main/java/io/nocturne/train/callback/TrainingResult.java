package io.nocturne.train.callback;

import io.nocturne.checkpoint.Progress;

/**
 * How a training ended.
 *
 * @param outcome whether it is over
 * @param progress where the run stands
 */
public record TrainingResult(Outcome outcome, Progress progress) {

  /** How a training ends. */
  public enum Outcome {
    /** All epochs done, or stopped by early stopping or a callback: {@code progress.finished}. */
    FINISHED,
    /** Stopped from outside after a step, and saved; it can be resumed. */
    INTERRUPTED
  }
}
