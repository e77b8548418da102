package io.nocturne.checkpoint;

import io.nocturne.base.Require;
import io.nocturne.model.BatchLoss;
import java.util.List;
import java.util.Optional;

/**
 * The progress of a run: with the checkpoint that it names, all that is needed to resume as if the
 * training had not been interrupted. The states of early stopping and of a plateau's learning rate
 * follow from the epochs.
 *
 * @param checkpoint name of the latest checkpoint, such as {@code ckpt-3}
 * @param best the epoch with the best value of the run's {@link Monitor}, once one is complete
 * @param epochs the complete epochs, in order
 * @param partial the epoch after them
 * @param finished the reason why the run is finished; empty while it can be resumed
 */
public record TrainingProgress(
    String checkpoint,
    Optional<BestEpoch> best,
    List<EpochLog> epochs,
    PartialEpoch partial,
    Optional<String> finished) {

  /** The progress of a run whose weights were trained elsewhere. */
  public static final TrainingProgress UNTRAINED =
      new TrainingProgress(
          "ckpt-0", Optional.empty(), List.of(), PartialEpoch.NONE, Optional.empty());

  public TrainingProgress {
    CheckpointName.require(CheckpointName.LATEST, checkpoint);
    epochs = List.copyOf(epochs);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() != i) {
        throw new IllegalArgumentException(
            "epochs must be counted from 0, was %d at place %d"
                .formatted(epochs.get(i).epoch(), i));
      }
    }
    int count = epochs.size();
    best.filter(epoch -> epoch.epoch() >= count)
        .ifPresent(
            epoch -> {
              throw new IllegalArgumentException(
                  "best epoch must be one of the %d epochs, was %d"
                      .formatted(count, epoch.epoch()));
            });
  }

  /** Returns whether any step was taken. */
  public boolean hasSteps() {
    return !epochs.isEmpty() || partial.batches() > 0;
  }

  /** Returns the log of the best epoch, once one is complete. */
  public Optional<EpochLog> bestLog() {
    return best.map(epoch -> epochs.get(epoch.epoch()));
  }

  /**
   * The best epoch so far by the run's {@link Monitor}.
   *
   * @param checkpoint the name of the checkpoint after it, such as {@code best-12}
   * @param epoch counted from 0
   */
  public record BestEpoch(String checkpoint, int epoch) {
    public BestEpoch {
      CheckpointName.require(CheckpointName.BEST, checkpoint);
      Require.atLeast("epoch", epoch, 0);
    }
  }

  /**
   * The progress of the epoch after the last complete one.
   *
   * @param batches number of batches that are done
   * @param training their loss and accuracy
   * @param seconds wall time spent on it
   */
  public record PartialEpoch(long batches, BatchLoss training, double seconds) {

    public PartialEpoch {
      Require.atLeast("batches", batches, 0);
    }

    /** An epoch that has not begun. */
    public static final PartialEpoch NONE = new PartialEpoch(0, BatchLoss.NONE, 0);
  }
}
