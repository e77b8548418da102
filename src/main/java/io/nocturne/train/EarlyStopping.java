package io.nocturne.train;

import io.nocturne.train.callback.Callback.EpochVerdict;

/**
 * Keras's EarlyStopping on the validation loss: stops after {@code patience} epochs in a row
 * without a loss that is lower than the lowest so far by more than {@code minDelta}.
 */
final class EarlyStopping {
  private final int patience;
  private final double minDelta;
  private double lowest = Double.POSITIVE_INFINITY;
  private int lowestEpoch;
  private int epochs;

  EarlyStopping(int patience, double minDelta) {
    this.patience = patience;
    this.minDelta = minDelta;
  }

  /** Takes the validation loss of the next epoch. */
  void observe(double loss) {
    if (loss < lowest - minDelta) {
      lowest = loss;
      lowestEpoch = epochs;
    }
    epochs++;
  }

  /** Returns whether to stop, and why. */
  EpochVerdict verdict() {
    int waited = epochs - 1 - lowestEpoch;
    return epochs > 0 && waited >= patience
        ? EpochVerdict.stop(
            "no lower validation loss for " + patience + " epochs since epoch " + (lowestEpoch + 1))
        : EpochVerdict.proceed();
  }
}
