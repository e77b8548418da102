package io.nocturne.train.callback;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import java.io.IOException;
import java.util.Optional;

/**
 * A listener to a training; methods that are not overridden do nothing. An exception thrown here
 * ends the training after its last checkpoint.
 */
public interface Callback extends AutoCloseable {

  /**
   * Called before the first step.
   *
   * @param model the network, ready to be trained
   * @param resumed the progress of a run that was begun earlier and has taken steps
   */
  default void trainingStarted(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {}

  /** Called after each batch, in training and in validation. */
  default void batchFinished(BatchLog log) throws IOException {}

  /**
   * Called after each epoch, once its checkpoint is written.
   *
   * @return whether to train another epoch
   */
  default EpochVerdict epochFinished(EpochLog log) throws IOException {
    return EpochVerdict.proceed();
  }

  /** Called after the last step, also if the training was interrupted, but not if it failed. */
  default void trainingFinished(TrainingResult result) throws IOException {}

  /** Called when the training has ended, whether it failed or not. */
  @Override
  default void close() throws IOException {}

  /**
   * The progress of an epoch.
   *
   * @param epoch counted from 0
   * @param phase of the epoch
   * @param batch number of batches that are done in this phase, from 1
   * @param batches number of batches in the phase
   * @param soFar loss and accuracy over the batches that are done
   */
  record BatchLog(int epoch, Phase phase, long batch, long batches, BatchLoss soFar) {

    /** A phase of an epoch. */
    public enum Phase {
      /** Steps of the optimizer on the training windows. */
      TRAINING,
      /** Evaluation on the validation windows. */
      VALIDATION
    }
  }

  /** The decision of a callback after an epoch. */
  sealed interface EpochVerdict {

    /** Training proceeds. */
    record Proceed() implements EpochVerdict {}

    /**
     * Training stops.
     *
     * @param reason shown to the user and kept with the run, in lower case
     */
    record Stop(String reason) implements EpochVerdict {}

    /** Returns the decision to proceed. */
    static EpochVerdict proceed() {
      return new Proceed();
    }

    /** Returns the decision to stop. */
    static EpochVerdict stop(String reason) {
      return new Stop(reason);
    }
  }

  /**
   * The result of a training.
   *
   * @param outcome whether the run is finished
   * @param progress of the run
   */
  record TrainingResult(TrainingOutcome outcome, TrainingProgress progress) {

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
}
