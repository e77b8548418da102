package io.nocturne.train.callback;

import io.nocturne.checkpoint.TrainingProgress;

/**
 * The result of a training.
 *
 * @param outcome whether the run is finished
 * @param progress of the run
 */
public record TrainingResult(TrainingOutcome outcome, TrainingProgress progress) {

  /** The way in which a training ends. */
  public enum TrainingOutcome {
    /**
     * All epochs are done, or early stopping or a callback stopped it: {@code progress.finished}.
     */
    FINISHED,
    /** It was stopped from outside after a step, and saved; it can be resumed. */
    INTERRUPTED
  }
}
