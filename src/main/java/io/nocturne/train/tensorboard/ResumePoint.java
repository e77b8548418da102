package io.nocturne.train.tensorboard;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a process finds a run.
 *
 * @param epochs those that are complete
 * @param batches steps of the next one that are done
 */
record ResumePoint(List<EpochLog> epochs, long batches) {

  static ResumePoint of(Optional<TrainingProgress> resumed) {
    return new ResumePoint(
        resumed.map(TrainingProgress::epochs).orElse(List.of()),
        resumed.map(progress -> progress.partial().batches()).orElse(0L));
  }

  /**
   * The last epoch, if its events are to be written now: a kill may have come between its
   * checkpoint and its events.
   *
   * @param folder where they would be
   * @param tag the one that is written last
   * @param step at which it is written
   */
  Optional<EpochLog> missing(Path folder, String tag, long step) throws IOException {
    boolean between = batches == 0 && !epochs.isEmpty();
    return between && !EventHistory.holds(folder, tag, step)
        ? Optional.of(epochs.get(epochs.size() - 1))
        : Optional.empty();
  }
}
