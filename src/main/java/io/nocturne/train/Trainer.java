package io.nocturne.train;

import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.dataset.Split;
import io.nocturne.model.TrainingModel;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callbacks;
import io.nocturne.train.callback.TrainingResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains a run to its end, from the beginning or from where it stands.
 *
 * <p>Everything random is keyed by the run's seed and by epoch or step, and a checkpoint holds the
 * rest, so that a resumed run ends with the weights of an uninterrupted one, bit for bit (with the
 * same session settings on the same kind of machine).
 */
final class Trainer {
  private final RunFolder run;
  private final TrainSpec spec;
  private final Split split;
  private final List<Callback> callbacks;
  private final BooleanSupplier stopRequested;

  /**
   * A training that is about to begin or to go on.
   *
   * @param callbacks called in this order
   * @param stopRequested asked after each step: whether to save and return
   */
  Trainer(
      RunFolder run,
      TrainSpec spec,
      Split split,
      List<Callback> callbacks,
      BooleanSupplier stopRequested) {
    this.run = run;
    this.spec = spec;
    this.split = split;
    this.callbacks = List.copyOf(callbacks);
    this.stopRequested = stopRequested;
  }

  /**
   * Trains until all epochs are done, a verdict stops it, or it is interrupted.
   *
   * @throws NonFiniteLossException if loss or weights are no longer finite; the last checkpoint
   *     stays as it was
   * @throws io.nocturne.checkpoint.RunException if another training writes the run
   */
  TrainingResult train() throws IOException {
    try (CheckpointWriter checkpoints = run.write()) {
      return train(checkpoints);
    }
  }

  /**
   * Trains likewise a run that has been taken for writing already.
   *
   * @param checkpoints of the run; they stay open
   */
  TrainingResult train(CheckpointWriter checkpoints) throws IOException {
    try (Callbacks told = new Callbacks(callbacks);
        TrainingModel model =
            TrainingModel.create(
                spec.model(),
                run.tokenIds(),
                spec.optimizer(),
                spec.fit().seed(),
                spec.session())) {
      Optional<TrainingProgress> resumed = run.checkpoints().progress();
      TrainingLoop loop =
          new TrainingLoop(
              model, checkpoints, spec, EpochBatches.of(split, spec, run.tokenizer()), told);
      if (resumed.isPresent()) {
        run.checkpoints().restore(model, resumed.get().checkpoint());
        loop.resumeFrom(resumed.get());
      }
      told.trainingStarts(model, resumed.filter(TrainingProgress::hasSteps));
      TrainingResult result = loop.run(stopRequested);
      told.trainingEnds(result);
      return result;
    }
  }
}
