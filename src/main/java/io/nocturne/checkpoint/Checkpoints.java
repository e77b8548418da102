package io.nocturne.checkpoint;

import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.memory.FittedMemory;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.tensorflow.exceptions.TensorFlowException;

/** Reads the checkpoints of a run; {@code progress.json} says which of them are valid. */
public final class Checkpoints {
  static final int FORMAT = 1;
  static final int MEMORY_FORMAT = 2;
  static final String PROGRESS = "progress.json";
  static final String MEMORY = "memory.json";

  private final Path run;

  Checkpoints(Path run) {
    this.run = run;
  }

  /** Returns the progress of the run, or empty if it has no checkpoint yet. */
  public Optional<TrainingProgress> progress() throws IOException {
    Path file = run.resolve(PROGRESS);
    return Files.exists(file)
        ? Optional.of(RunJson.read(file, FORMAT, TrainingProgress.class))
        : Optional.empty();
  }

  /**
   * Returns the memory that was fitted when the training finished; empty if it has not finished, or
   * if the memory is of an older format, which is to be fitted again.
   *
   * @throws RunException if {@code memory.json} is damaged
   */
  public Optional<FittedMemory> memory() throws IOException {
    Path file = run.resolve(MEMORY);
    String remedy = "delete it, and train --resume --run " + run + " fits it again";
    return Files.exists(file)
        ? RunJson.readUnlessOlder(file, MEMORY_FORMAT, FittedMemory.class, remedy)
        : Optional.empty();
  }

  /**
   * Returns the checkpoint of the best epoch by the run's {@link Monitor}, or the latest while no
   * epoch is complete.
   *
   * @throws RunException if there is no checkpoint yet
   */
  public Path best() throws IOException {
    TrainingProgress progress =
        progress()
            .orElseThrow(
                () -> new RunException(run, "has no checkpoint yet; resume its training first"));
    return run.resolve(progress.best().map(BestEpoch::checkpoint).orElse(progress.checkpoint()));
  }

  /**
   * Reads a checkpoint's weights and optimizer state into the model.
   *
   * @param name such as {@code ckpt-3}
   * @throws RunException if the checkpoint is missing, damaged or of another model
   */
  public void restore(TrainingModel model, String name) throws IOException {
    restore(model, run.resolve(name));
  }

  /**
   * Reads a checkpoint from before the first step: the optimizer's state too, if it is of the
   * model's optimizer, and otherwise the weights alone.
   *
   * @param name such as {@code ckpt-0}
   * @throws RunException if the checkpoint is missing, damaged or of another network
   */
  public void restoreInitial(TrainingModel model, String name) throws IOException {
    Path prefix = run.resolve(name);
    try {
      model.restore(prefix);
    } catch (TensorFlowException e) {
      try {
        model.restoreWeights(prefix);
      } catch (TensorFlowException again) {
        throw CheckpointErrors.reading(prefix, again);
      }
    }
  }

  /**
   * Reads the weights of {@link #best} into the model, also while a training writes the run.
   *
   * @throws RunException if there is no checkpoint yet, or it is missing, damaged or of another
   *     model
   */
  public void restoreBest(TrainingModel model) throws IOException {
    restoreBest(model::restore);
  }

  /**
   * Restores the best checkpoint.
   *
   * <p>A training names a better checkpoint in {@code progress.json} before it deletes the one it
   * replaces. So if files vanish while they are read, the run names others by then. Each retry
   * takes a better epoch, of which there are finitely many, and reads both of its files: a name is
   * never given to other weights while {@code progress.json} has it.
   *
   * @param restore reads the checkpoint of a prefix; may be called again after a failure
   */
  void restoreBest(Consumer<Path> restore) throws IOException {
    Path prefix = best();
    while (true) {
      try {
        restore.accept(prefix);
        return;
      } catch (TensorFlowException e) {
        Path now = best();
        if (now.equals(prefix)) {
          throw CheckpointErrors.reading(prefix, e);
        }
        prefix = now;
      }
    }
  }

  private static void restore(TrainingModel model, Path prefix) throws IOException {
    try {
      model.restore(prefix);
    } catch (TensorFlowException e) {
      throw CheckpointErrors.reading(prefix, e);
    }
  }
}
