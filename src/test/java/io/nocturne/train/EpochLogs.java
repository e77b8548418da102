package io.nocturne.train;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.Monitor;
import io.nocturne.model.BatchLoss;

/** Logs of epochs for the tests. */
final class EpochLogs {
  private static final int TARGETS = 16;

  private EpochLogs() {}

  /**
   * A log with a value of one metric; the others are no better in later epochs.
   *
   * @param value an accuracy must be a multiple of a 16th
   */
  static EpochLog of(Monitor monitor, int epoch, double value) {
    BatchLoss other = new BatchLoss(TARGETS * 9.0, 0, TARGETS);
    BatchLoss loss =
        switch (monitor) {
          case LOSS, VAL_LOSS -> new BatchLoss(TARGETS * value, 0, TARGETS);
          case ACCURACY, VAL_ACCURACY ->
              new BatchLoss(TARGETS * 9.0, Math.round(TARGETS * value), TARGETS);
        };
    boolean validation = monitor.name().startsWith("VAL");
    return new EpochLog(epoch, validation ? other : loss, validation ? loss : other, 0.1, 1);
  }
}
