package io.nocturne.model;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Inverted dropout (Srivastava et al., 2014): while training, an output is set to zero with
 * probability {@code rate} and divided by {@code 1 − rate} otherwise.
 *
 * <p>The random numbers are stateless, keyed by (seed, step, layer), so that a resumed run drops
 * what the uninterrupted one would have dropped.
 */
final class Dropout {
  private final double rate;
  private final long seed;
  private final Optional<Operand<TInt64>> step;

  private Dropout(double rate, long seed, Optional<Operand<TInt64>> step) {
    this.rate = rate;
    this.seed = seed;
    this.step = step;
  }

  /** For inference: leaves everything as it is. */
  static Dropout none() {
    return new Dropout(0, 0, Optional.empty());
  }

  /** For training; {@code step} is the number of steps taken so far, a scalar. */
  static Dropout keyed(double rate, long seed, Operand<TInt64> step) {
    return rate == 0 ? none() : new Dropout(rate, seed, Optional.of(step));
  }

  /** Drops from the outputs of the layer with this index; the shape stays. */
  Pass apply(Ops tf, Operand<TFloat32> outputs, int layer) {
    if (step.isEmpty()) {
      return new Pass(outputs, (back, gradient, gradients) -> gradient);
    }
    Operand<TInt64> stepAndLayer =
        tf.math.add(
            tf.math.mul(step.get(), tf.constant((long) ModelSpec.MAX_LAYERS)),
            tf.constant((long) layer));
    Operand<TInt64> key = tf.stack(List.of(tf.constant(seed), stepAndLayer));
    Operand<TFloat32> random = tf.random.statelessRandomUniform(tf.shape(outputs), key);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(random, tf.constant((float) rate)), TFloat32.class);
    Operand<TFloat32> mask = tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
    return new Pass(
        tf.math.mul(outputs, mask), (back, gradient, gradients) -> back.math.mul(gradient, mask));
  }
}
