package io.nocturne.model;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The input of a recurrent layer: a vector for each step of each row of the batch.
 *
 * <p>If the vectors are rows of a table, such as an embedding, the table is multiplied with a
 * kernel and the products are looked up, because a vocabulary is smaller than a batch of windows.
 *
 * @param vectors [N, D]: the table, or the vectors themselves, [T·B, D], time-major
 * @param lookup [T, B]: for a table, the row of each step
 */
record GruInput(Operand<TFloat32> vectors, Optional<Operand<TInt32>> lookup) {

  static GruInput of(Operand<TFloat32> vectors) {
    return new GruInput(vectors, Optional.empty());
  }

  static GruInput lookup(Operand<TFloat32> table, Operand<TInt32> rows) {
    return new GruInput(table, Optional.of(rows));
  }

  /**
   * Returns the inputs of consecutive segments.
   *
   * @param lengths their steps, T in total
   * @param width D
   */
  List<GruInput> segments(Ops tf, List<Integer> lengths, int width) {
    if (lengths.size() == 1) {
      return List.of(this);
    }
    Operand<TInt32> sizes = tf.constant(lengths.stream().mapToInt(Integer::intValue).toArray());
    Operand<TInt32> axis = tf.constant(0);
    long count = lengths.size();
    if (lookup.isPresent()) {
      return tf.splitV(lookup.get(), sizes, axis, count).output().stream()
          .map(rows -> lookup(vectors, rows))
          .toList();
    }
    int steps = lengths.stream().mapToInt(Integer::intValue).sum();
    Operand<TInt32> rows = tf.constant(new int[] {-1, width});
    // Split along the first axis, the parts share the memory of the whole.
    return tf.splitV(sequence(tf, steps, width), sizes, axis, count).output().stream()
        .map(part -> of(tf.reshape(part, rows)))
        .toList();
  }

  /** Returns a state of zeros for each row of the batch, [B, H]. */
  Operand<TFloat32> zeroStates(Ops tf, int steps, int units) {
    Operand<TInt32> first = tf.constant(0);
    Operand<TInt32> rows =
        lookup.isPresent()
            ? tf.shape.size(lookup.get(), tf.constant(1))
            : tf.math.div(tf.shape.size(vectors, first), tf.constant(steps));
    Operand<TInt32> flat = tf.reshape(rows, tf.constant(new int[] {1}));
    Operand<TInt32> shape = tf.concat(List.of(flat, tf.constant(new int[] {units})), first);
    return tf.fill(shape, tf.constant(0f));
  }

  /**
   * Returns the products of the vectors with a kernel.
   *
   * @param kernel [D, K]
   * @param bias [K], added to each product
   * @return [N, K]
   */
  Operand<TFloat32> products(
      Ops tf, MatrixProduct products, Operand<TFloat32> kernel, Operand<TFloat32> bias) {
    return tf.nn.biasAdd(products.of(tf, vectors, kernel), bias);
  }

  /**
   * Arranges products by step.
   *
   * @param products [N, K]
   * @return [T, B, K]
   */
  Operand<TFloat32> byStep(Ops tf, Operand<TFloat32> products, int steps, int width) {
    return lookup.isPresent()
        ? tf.gather(products, lookup.get(), tf.constant(0))
        : tf.reshape(products, tf.constant(new int[] {steps, -1, width}));
  }

  /**
   * Returns the gradient with respect to the products, [N, K].
   *
   * @param gradient with respect to the output of {@link #byStep}, as [T·B, K]
   */
  Operand<TFloat32> productGradient(Ops tf, Operand<TFloat32> gradient) {
    if (lookup.isEmpty()) {
      return gradient;
    }
    Operand<TInt32> rows = tf.reshape(lookup.get(), tf.constant(new int[] {-1}));
    Operand<TInt32> count =
        tf.reshape(tf.shape.size(vectors, tf.constant(0)), tf.constant(new int[0]));
    return tf.math.unsortedSegmentSum(gradient, rows, count);
  }

  /** Returns the vectors by step, [T, B, D]. */
  Operand<TFloat32> sequence(Ops tf, int steps, int width) {
    return byStep(tf, vectors, steps, width);
  }

  /**
   * Returns the gradient with respect to a kernel, [D, K], from that with respect to its products,
   * [N, K].
   */
  Operand<TFloat32> kernelGradient(
      Ops tf, MatrixProduct products, Operand<TFloat32> productGradient) {
    return products.of(tf, vectors, productGradient, MatMul.transposeA(true));
  }
}
