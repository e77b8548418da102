package io.nocturne.checkpoint;

import java.util.function.ToDoubleFunction;

/**
 * A logged metric by which epochs are compared, named as in Keras's logs. As with Keras's mode
 * {@code auto}, a lower loss and a higher accuracy are better.
 */
@SuppressWarnings("ImmutableEnumChecker") // A function without a state.
public enum Monitor {
  VAL_LOSS("validation loss", -1, log -> log.validation().loss()),
  VAL_ACCURACY("validation accuracy", 1, log -> log.validation().accuracy()),
  LOSS("training loss", -1, log -> log.training().loss()),
  ACCURACY("training accuracy", 1, log -> log.training().accuracy());

  private final String label;
  private final int direction;
  private final ToDoubleFunction<EpochLog> metric;

  Monitor(String label, int direction, ToDoubleFunction<EpochLog> metric) {
    this.label = label;
    this.direction = direction;
    this.metric = metric;
  }

  /** Returns what an improvement is called: {@code lower validation loss}. */
  public String improvement() {
    return (direction < 0 ? "lower " : "higher ") + label;
  }

  /** Returns whether an epoch is better than another. */
  public boolean isBetter(EpochLog log, EpochLog other) {
    return isBetter(value(log), value(other), 0);
  }

  /** Returns whether a value is better than another by more than {@code minDelta}. */
  public boolean isBetter(double value, double other, double minDelta) {
    return direction < 0 ? value + minDelta < other : value - minDelta > other;
  }

  /** Returns the value of an epoch. */
  public double value(EpochLog log) {
    return metric.applyAsDouble(log);
  }
}
