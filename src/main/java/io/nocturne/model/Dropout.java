package io.nocturne.model;

import io.nocturne.model.ModelSpec.DropoutSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint16;

/**
 * Inverted dropout (Srivastava et al., 2014): while training, a value is set to zero with
 * probability {@code rate} and divided by {@code 1 − rate} otherwise.
 *
 * <p>The random numbers are stateless, keyed by (seed and place, step, layer), so that a resumed
 * run drops the same values as an uninterrupted one. Each value uses 16 random bits, half of what
 * the generator makes at a time: the rate is rounded to a multiple of 2⁻¹⁶.
 */
final class Dropout {
  /** The difference of the seeds of places, so that their random numbers are unrelated. */
  private static final long PLACE = 0x9E3779B97F4A7C15L;

  private final DropoutSpec rates;
  private final long seed;
  private final Optional<Operand<TInt64>> step;

  private Dropout(DropoutSpec rates, long seed, Optional<Operand<TInt64>> step) {
    this.rates = rates;
    this.seed = seed;
    this.step = step;
  }

  /** Returns a dropout that changes nothing, for inference. */
  static Dropout none() {
    return new Dropout(DropoutSpec.afterLayers(0), 0, Optional.empty());
  }

  /**
   * Returns a dropout for training.
   *
   * @param step the number of steps taken so far, a scalar
   */
  static Dropout keyed(DropoutSpec rates, long seed, Operand<TInt64> step) {
    return new Dropout(rates, seed, Optional.of(step));
  }

  /** Returns whether the first layer reads other vectors than those of the embedding. */
  boolean changesEmbedding() {
    return isOn(rates.embeddingDropout()) || changesInputs(0);
  }

  /** Returns whether a layer reads other vectors than the ones before it. */
  boolean changesInputs(int layer) {
    return isOn(rates.spatialDropout(layer));
  }

  /**
   * Applies dropout to the outputs of a layer.
   *
   * @param outputs [N, K], K known
   */
  LayerOutput ofOutputs(Ops tf, Operand<TFloat32> outputs, int layer) {
    return ofEach(tf, outputs, rates.dropout(layer), seed, layer);
  }

  /**
   * Applies dropout to the vectors of an embedding.
   *
   * @param vectors [N, K], K known
   */
  LayerOutput ofEmbedding(Ops tf, Operand<TFloat32> vectors) {
    return ofEach(tf, vectors, rates.embeddingDropout(), seed + PLACE, 0);
  }

  /**
   * Applies dropout to the inputs of a layer that {@link #changesInputs} names: to the same ones of
   * a row at every step.
   *
   * @param vectors time-major, [T·B, K], K known
   * @param steps T
   */
  LayerOutput ofInputs(Ops tf, Operand<TFloat32> vectors, int layer, int steps) {
    int width = (int) vectors.shape().get(1);
    Operand<TInt32> bySteps = tf.constant(new int[] {steps, -1, width});
    Operand<TFloat32> sequence = tf.reshape(vectors, bySteps); // [T, B, K]
    Operand<TFloat32> first =
        tf.reshape(
            tf.slice(
                sequence, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {1, -1, -1})),
            tf.constant(new int[] {-1, width}));
    Operand<TFloat32> mask =
        mask(tf, first, rates.spatialDropout(layer), seed + PLACE + PLACE, layer); // [B, K]
    Operand<TInt32> rows = tf.constant(new int[] {-1, width});
    return new LayerOutput(
        tf.reshape(tf.math.mul(sequence, mask), rows),
        (back, gradient, gradients) ->
            back.reshape(back.math.mul(back.reshape(gradient, bySteps), mask), rows));
  }

  private LayerOutput ofEach(
      Ops tf, Operand<TFloat32> values, double rate, long placeSeed, int layer) {
    if (!isOn(rate)) {
      return new LayerOutput(values, (back, gradient, gradients) -> gradient);
    }
    Operand<TFloat32> mask = mask(tf, values, rate, placeSeed, layer);
    return new LayerOutput(
        tf.math.mul(values, mask), (back, gradient, gradients) -> back.math.mul(gradient, mask));
  }

  private boolean isOn(double rate) {
    return rate > 0 && step.isPresent();
  }

  /** Returns the factors of values, [N, K]: 0 or 1 / (1 − rate). */
  private Operand<TFloat32> mask(
      Ops tf, Operand<TFloat32> values, double rate, long placeSeed, int layer) {
    Operand<TInt64> stepAndLayer =
        tf.math.add(
            tf.math.mul(step.orElseThrow(), tf.constant((long) ModelSpec.MAX_LAYERS)),
            tf.constant((long) layer));
    Operand<TInt64> key = tf.stack(List.of(tf.constant(placeSeed), stepAndLayer));
    Operand<TUint16> random = random(tf, values, key);
    Operand<TUint16> threshold =
        tf.dtypes.cast(tf.constant((int) Math.round(rate * (1 << Character.SIZE))), TUint16.class);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(random, threshold), TFloat32.class);
    return tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
  }

  /** Returns 16 random bits for each value, [N, K]. */
  private static Operand<TUint16> random(Ops tf, Operand<TFloat32> values, Operand<TInt64> key) {
    Operand<TInt32> shape = tf.shape(values);
    boolean even = values.shape().get(1) % 2 == 0;
    Operand<TInt32> paired = even ? shape : tf.math.add(shape, tf.constant(new int[] {0, 1}));
    Operand<TInt32> half = tf.math.div(paired, tf.constant(new int[] {1, 2}));
    Operand<TInt32> bits = tf.random.statelessRandomUniformFullInt(half, key, TInt32.class);
    Operand<TUint16> random = tf.reshape(tf.bitcast(bits, TUint16.class), paired);
    return even ? random : tf.slice(random, tf.constant(new int[] {0, 0}), shape);
  }
}
