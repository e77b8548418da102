package io.nocturne.train;

import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.util.Optional;

/** The place that a training resumes from and saves to. */
interface TrainingStore {

  /** Returns the progress to resume from, whose state the model is given if it is here. */
  Optional<TrainingProgress> restore(TrainingModel model) throws IOException;

  /** Saves the model's state under a name, which is valid once it is committed. */
  void save(TrainingModel model, String name) throws IOException;

  /** Sets the progress to resume from, and deletes all but a number of latest checkpoints. */
  void commit(TrainingProgress progress, int keep) throws IOException;

  /**
   * Returns the store of a worker that is not the chief: it saves nothing, and takes over the
   * chief's state.
   *
   * @param progress that the chief resumes from
   */
  static TrainingStore ofWorker(Optional<TrainingProgress> progress) {
    return new TrainingStore() {
      @Override
      public Optional<TrainingProgress> restore(TrainingModel model) {
        return progress;
      }

      @Override
      public void save(TrainingModel model, String name) {}

      @Override
      public void commit(TrainingProgress next, int keep) {}
    };
  }
}
