package io.nocturne.train.tensorboard;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The state in which a process starts to train a run.
 *
 * @param model the network
 * @param resumed the progress of a run that was begun earlier
 * @param clock dates files and events
 */
record TrainingStart(ModelView model, Optional<TrainingProgress> resumed, Clock clock) {

  /** Returns the epochs that are complete. */
  List<EpochLog> epochs() {
    return resumed.map(TrainingProgress::epochs).orElse(List.of());
  }

  /**
   * Returns the last epoch, if its events are missing: a kill may have come between its checkpoint
   * and its events.
   *
   * @param folder of the events
   * @param tag the one that is written last
   * @param step at which it is written
   */
  Optional<EpochLog> missing(Path folder, String tag, long step) throws IOException {
    boolean between = resumed.isPresent() && resumed.get().partial().batches() == 0;
    return between && !epochs().isEmpty() && !EventHistory.holds(folder, tag, step)
        ? Optional.of(epochs().get(epochs().size() - 1))
        : Optional.empty();
  }

  /** Returns a writer to a folder whose next event has this step. */
  @MustBeClosed
  EventWriter writer(Path folder, long firstStep) {
    return firstStep == 0
        ? EventWriter.start(folder, clock)
        : EventWriter.resume(folder, firstStep, clock);
  }
}
