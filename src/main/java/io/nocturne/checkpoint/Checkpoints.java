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
    return best(saved());
  }

  private TrainingProgress saved() throws IOException {
    return progress()
        .orElseThrow(
            () -> new RunException(run, "has no checkpoint yet; resume its training first"));
  }

  private Path best(TrainingProgress progress) {
    return run.resolve(progress.best().map(BestEpoch::checkpoint).orElse(progress.checkpoint()));
  }

  /**
   * Reads a checkpoint's weights and optimizer state into the model. Of a checkpoint from before
   * the first step, which may be of another optimizer, it may be the weights alone.
   *
   * @param name such as {@code ckpt-3}
   * @throws RunException if the checkpoint is missing, damaged or of another network
   */
  public void restore(TrainingModel model, String name) throws IOException {
    Path prefix = run.resolve(name);
    try {
      read(model, prefix);
    } catch (TensorFlowException e) {
      throw CheckpointErrors.reading(prefix, e);
    }
  }

  /**
   * Reads weights and optimizer state of {@link #best} into the model, also while a training writes
   * the run.
   *
   * @return the progress that names what was read
   * @throws RunException if there is no checkpoint yet, or it is missing, damaged or of another
   *     model
   */
  public TrainingProgress restoreBest(TrainingModel model) throws IOException {
    return restoreBest(prefix -> read(model, prefix));
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
   * @return the progress that names what was read
   */
  TrainingProgress restoreBest(Consumer<Path> restore) throws IOException {
    TrainingProgress progress = saved();
    while (true) {
      Path prefix = best(progress);
      try {
        restore.accept(prefix);
        return progress;
      } catch (TensorFlowException e) {
        progress = saved();
        if (best(progress).equals(prefix)) {
          throw CheckpointErrors.reading(prefix, e);
        }
      }
    }
  }

  private static void read(TrainingModel model, Path prefix) {
    try {
      model.restore(prefix);
    } catch (TensorFlowException e) {
      if (!prefix.endsWith(TrainingProgress.UNTRAINED.checkpoint())) {
        throw e;
      }
      model.restoreWeights(prefix);
    }
  }
}
