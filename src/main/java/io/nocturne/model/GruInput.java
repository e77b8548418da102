package io.nocturne.model;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a recurrent layer reads: vectors, one for each step of each row.
 *
 * <p>Vectors that are rows of a table, such as an embedding, are few and used often. Their products
 * with a kernel are taken once for the table and looked up then.
 *
 * @param vectors [N, D]: the table, or the vectors themselves, [T·B, D], time-major
 * @param lookup [T, B]: for a table, which of its rows stands where
 */
record GruInput(Operand<TFloat32> vectors, Optional<Operand<TInt32>> lookup) {

  /**
   * The vectors' products with a kernel, [T, B, K].
   *
   * @param kernel [D, K]
   * @param bias [K], added to each product
   */
  Operand<TFloat32> project(
      Ops tf, Operand<TFloat32> kernel, Operand<TFloat32> bias, int steps, int width) {
    Operand<TFloat32> products = tf.nn.biasAdd(tf.linalg.matMul(vectors, kernel), bias);
    return lookup.isPresent()
        ? tf.gather(products, lookup.get(), tf.constant(0))
        : tf.reshape(products, tf.constant(new int[] {steps, -1, width}));
  }

  /**
   * Gradients by what was multiplied, [N, K].
   *
   * @param gradient by what {@link #project} gave, as [T·B, K]
   */
  Operand<TFloat32> productGradient(Ops tf, Operand<TFloat32> gradient) {
    if (lookup.isEmpty()) {
      return gradient;
    }
    Operand<TInt32> rows = tf.reshape(lookup.get(), tf.constant(new int[] {-1}));
    Operand<TInt32> count =
        tf.reshape(
            tf.slice(tf.shape(vectors), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
            tf.constant(new int[0]));
    return tf.math.unsortedSegmentSum(gradient, rows, count);
  }

  /** The gradient by the kernel, [D, K]. */
  Operand<TFloat32> kernelGradient(Ops tf, Operand<TFloat32> productGradient) {
    return tf.linalg.matMul(vectors, productGradient, MatMul.transposeA(true));
  }

  /** The gradient by the vectors, [N, D]. */
  Operand<TFloat32> vectorGradient(
      Ops tf, Operand<TFloat32> productGradient, Operand<TFloat32> kernel) {
    return tf.linalg.matMul(productGradient, kernel, MatMul.transposeB(true));
  }
}
