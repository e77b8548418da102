package io.nocturne.model;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint16;

/**
 * Inverted dropout (Srivastava et al., 2014): while training, an output is set to zero with
 * probability {@code rate} and divided by {@code 1 − rate} otherwise.
 *
 * <p>The random numbers are stateless, keyed by (seed, step, layer), so that a resumed run drops
 * the same outputs as an uninterrupted one. Each output uses 16 random bits, half of what the
 * generator makes at a time: the rate is rounded to a multiple of 2⁻¹⁶.
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

  /** Returns a dropout that changes nothing, for inference. */
  static Dropout none() {
    return new Dropout(0, 0, Optional.empty());
  }

  /**
   * Returns a dropout for training.
   *
   * @param step the number of steps taken so far, a scalar
   */
  static Dropout keyed(double rate, long seed, Operand<TInt64> step) {
    return rate == 0 ? none() : new Dropout(rate, seed, Optional.of(step));
  }

  /**
   * Applies dropout to the outputs of a layer.
   *
   * @param outputs [N, K], K known
   * @param layer the layer's index
   */
  LayerOutput apply(Ops tf, Operand<TFloat32> outputs, int layer) {
    if (step.isEmpty()) {
      return new LayerOutput(outputs, (back, gradient, gradients) -> gradient);
    }
    Operand<TInt64> stepAndLayer =
        tf.math.add(
            tf.math.mul(step.get(), tf.constant((long) ModelSpec.MAX_LAYERS)),
            tf.constant((long) layer));
    Operand<TInt64> key = tf.stack(List.of(tf.constant(seed), stepAndLayer));
    Operand<TUint16> random = random(tf, outputs, key);
    Operand<TUint16> threshold =
        tf.dtypes.cast(tf.constant((int) Math.round(rate * (1 << Character.SIZE))), TUint16.class);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(random, threshold), TFloat32.class);
    Operand<TFloat32> mask = tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
    return new LayerOutput(
        tf.math.mul(outputs, mask), (back, gradient, gradients) -> back.math.mul(gradient, mask));
  }

  /** Returns 16 random bits for each output, [N, K]. */
  private static Operand<TUint16> random(Ops tf, Operand<TFloat32> outputs, Operand<TInt64> key) {
    Operand<TInt32> shape = tf.shape(outputs);
    boolean even = outputs.shape().get(1) % 2 == 0;
    Operand<TInt32> paired = even ? shape : tf.math.add(shape, tf.constant(new int[] {0, 1}));
    Operand<TInt32> half = tf.math.div(paired, tf.constant(new int[] {1, 2}));
    Operand<TInt32> bits = tf.random.statelessRandomUniformFullInt(half, key, TInt32.class);
    Operand<TUint16> random = tf.reshape(tf.bitcast(bits, TUint16.class), paired);
    return even ? random : tf.slice(random, tf.constant(new int[] {0, 0}), shape);
  }
}
