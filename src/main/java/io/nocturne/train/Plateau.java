package io.nocturne.train;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.Monitor;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Parameter;
import java.util.Optional;

/**
 * Keras's ReduceLROnPlateau: multiplies the learning rate by a factor after {@code patience} epochs
 * in a row without a value that is better than the best so far by more than {@code minDelta}. The
 * {@code cooldown} epochs after that do not count.
 */
final class Plateau {
  private final OptimizerSpec spec;
  private final Monitor monitor;
  private float rate;
  private Optional<Double> best = Optional.empty();
  private int waited;
  private int cooling;

  /** Creates one for a spec whose schedule is {@code PLATEAU}. */
  Plateau(OptimizerSpec spec, Monitor monitor) {
    this.spec = spec;
    this.monitor = monitor;
    rate = (float) spec.get(Parameter.LEARNING_RATE);
  }

  /** Takes the log of the next epoch; returns the new learning rate if it is reduced now. */
  Optional<Float> observe(EpochLog log) {
    double value = monitor.value(log);
    if (cooling > 0) {
      cooling--;
      waited = 0;
    }
    if (best.isEmpty()
        || monitor.isBetter(value, best.get(), spec.get(Parameter.PLATEAU_MIN_DELTA))) {
      best = Optional.of(value);
      waited = 0;
    } else if (cooling == 0) {
      waited++;
      return waited >= spec.get(Parameter.PLATEAU_PATIENCE) ? reduce() : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<Float> reduce() {
    double min = spec.get(Parameter.PLATEAU_MIN_LR);
    if (rate <= (float) min) {
      return Optional.empty();
    }
    rate = (float) Math.max((double) rate * spec.get(Parameter.PLATEAU_FACTOR), min);
    cooling = (int) spec.get(Parameter.PLATEAU_COOLDOWN);
    waited = 0;
    return Optional.of(rate);
  }
}
