package io.nocturne.train;

import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.util.Optional;

/**
 * The store of a run folder.
 *
 * @param checkpoints of the run; they stay open
 */
record RunStore(RunFolder run, CheckpointWriter checkpoints) implements TrainingStore {

  @Override
  public Optional<TrainingProgress> restore(TrainingModel model) throws IOException {
    Optional<TrainingProgress> progress = run.checkpoints().progress();
    if (progress.isPresent()) {
      run.checkpoints().restore(model, progress.get().checkpoint());
    }
    return progress;
  }

  @Override
  public void save(TrainingModel model, String name) throws IOException {
    checkpoints.save(model, name);
  }

  @Override
  public void commit(TrainingProgress progress, int keep) throws IOException {
    checkpoints.commit(progress, keep);
  }
}
