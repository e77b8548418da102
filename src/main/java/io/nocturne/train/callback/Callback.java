package io.nocturne.train.callback;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
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
}
