package io.nocturne.train;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.Monitor;
import io.nocturne.train.callback.Callback.EpochVerdict;

/**
 * Keras's EarlyStopping: stops after {@code patience} epochs in a row without a value of the
 * monitored metric that is better than the best so far by more than {@code minDelta}.
 */
final class EarlyStopping {
  private final Monitor monitor;
  private final int patience;
  private final double minDelta;
  private double best;
  private int bestEpoch;
  private int epochs;

  EarlyStopping(FitSpec fit) {
    monitor = fit.monitor();
    patience = fit.patience();
    minDelta = fit.minDelta();
  }

  /** Takes the log of the next epoch. */
  void observe(EpochLog log) {
    double value = monitor.value(log);
    if (epochs == 0 || monitor.isBetter(value, best, minDelta)) {
      best = value;
      bestEpoch = epochs;
    }
    epochs++;
  }

  /** Returns whether to stop, and why. */
  EpochVerdict verdict() {
    int waited = epochs - 1 - bestEpoch;
    return epochs > 0 && waited >= patience
        ? EpochVerdict.stop(
            "no %s for %d epochs since epoch %d"
                .formatted(monitor.improvement(), patience, bestEpoch + 1))
        : EpochVerdict.proceed();
  }
}
