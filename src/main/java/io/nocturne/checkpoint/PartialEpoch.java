package io.nocturne.checkpoint;

import io.nocturne.base.Require;
import io.nocturne.model.BatchLoss;

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
