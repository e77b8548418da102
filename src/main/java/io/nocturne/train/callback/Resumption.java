package io.nocturne.train.callback;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.Progress;
import java.util.List;
import java.util.Optional;

/**
 * What a process must write of the epochs before it.
 *
 * @param epochs those that are complete
 * @param last the last of them, if the run goes on right after it: a kill may have come between its
 *     checkpoint and its events, so they are written again
 */
record Resumption(List<EpochLog> epochs, Optional<EpochLog> last) {

  static Resumption of(Optional<Progress> resumed) {
    List<EpochLog> epochs = resumed.map(Progress::epochs).orElse(List.of());
    boolean between = resumed.filter(progress -> progress.partial().batches() == 0).isPresent();
    return new Resumption(
        epochs,
        between && !epochs.isEmpty()
            ? Optional.of(epochs.get(epochs.size() - 1))
            : Optional.empty());
  }

  /** The first epoch of which events are written. */
  int firstEpoch() {
    return last.map(EpochLog::epoch).orElse(epochs.size());
  }
}
