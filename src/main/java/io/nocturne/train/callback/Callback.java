package io.nocturne.train.callback;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelView;
import java.io.IOException;
import java.util.Optional;

/**
 * Hears of a training as it goes; methods that are not overridden do nothing. An exception thrown
 * here ends the training after the last checkpoint.
 */
public interface Callback extends AutoCloseable {

  /**
   * Before the first step.
   *
   * @param model the network, ready to be trained
   * @param resumed where the run stood, if it goes on with one that was begun earlier
   */
  default void trainingStarts(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {}

  /** After each step. */
  default void batchEnds(BatchLog log) throws IOException {}

  /**
   * After each epoch, once its checkpoint is written.
   *
   * @return whether to train on
   */
  default EpochVerdict epochEnds(EpochLog log) throws IOException {
    return EpochVerdict.proceed();
  }

  /** After the last step, also if the training was interrupted; not if it failed. */
  default void trainingEnds(TrainingResult result) throws IOException {}

  /** Once the training is over, however it ended. */
  @Override
  default void close() throws IOException {}
}
