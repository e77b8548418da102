package io.nocturne.model;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Qr;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A rule for a variable's initial value. */
@FunctionalInterface
interface Initializer {

  /** Returns the initial value of a variable. */
  Operand<TFloat32> value(Ops tf, String name, Shape shape);

  /** Returns zeros. */
  static Initializer zeros() {
    return (tf, name, shape) -> tf.fill(tf.constant(shape), tf.constant(0f));
  }

  /** Returns values that are uniform in [−limit, limit). */
  static Initializer uniform(long seed, double limit) {
    return (tf, name, shape) -> {
      Operand<TFloat32> unit =
          tf.random.statelessRandomUniform(tf.constant(shape), key(tf, seed, name));
      return tf.math.mul(tf.math.sub(unit, tf.constant(0.5f)), tf.constant((float) (2 * limit)));
    };
  }

  /**
   * Returns values as Keras's {@code GlorotUniform}: uniform with the limit √(6 / (fan in + fan
   * out)), equation 16 of Glorot and Bengio (2010).
   */
  static Initializer glorotUniform(long seed) {
    return (tf, name, shape) ->
        uniform(seed, Math.sqrt(6.0 / (shape.get(0) + shape.get(1)))).value(tf, name, shape);
  }

  /**
   * Returns a matrix with orthonormal rows or columns (Saxe et al., 2014), as Keras's {@code
   * Orthogonal}: the Q of a normal matrix, with the signs of R's diagonal so that it is uniformly
   * distributed.
   */
  static Initializer orthogonal(long seed) {
    return (tf, name, shape) -> {
      long rows = Math.max(shape.get(0), shape.get(1));
      long columns = Math.min(shape.get(0), shape.get(1));
      Operand<TFloat32> normal =
          tf.random.statelessRandomNormal(
              tf.constant(Shape.of(rows, columns)), key(tf, seed, name));
      Qr<TFloat32> qr = tf.linalg.qr(normal); // [rows, columns], [columns, columns]
      Operand<TFloat32> diagonal =
          tf.linalg.matrixDiagPart(qr.r(), tf.constant(0), tf.constant(0f));
      Operand<TFloat32> q = tf.math.mul(qr.q(), tf.math.sign(diagonal));
      return shape.get(0) == rows ? q : tf.linalg.transpose(q, tf.constant(new int[] {1, 0}));
    };
  }

  /**
   * Returns the key of a variable's random numbers, from the run's seed and the variable's name.
   */
  private static Operand<TInt64> key(Ops tf, long seed, String name) {
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    return tf.constant(new long[] {seed, hash.getValue()});
  }
}
