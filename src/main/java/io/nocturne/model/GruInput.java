package io.nocturne.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The input of a recurrent layer: a vector for each step of each row of the batch.
 *
 * <p>If the vectors are rows of a table, such as an embedding, the table is multiplied with a
 * kernel and the products are looked up, because a vocabulary is smaller than a batch of windows.
 *
 * <p>At masked steps the state stays as it is. The update gate is saturated there: with z = 1, z ∘
 * h + (1 − z) ∘ h' is h, and the backward pass needs no mask, because the gradients of all else are
 * 0.
 *
 * @param vectors [N, D]: the table, or the vectors themselves, [T·B, D], time-major
 * @param lookup [T, B]: for a table, the row of each step
 * @param masked [T, B, 1]: 1 at masked steps and 0 at others; empty if there are none
 */
record GruInput(
    Operand<TFloat32> vectors,
    Optional<Operand<TInt32>> lookup,
    Optional<Operand<TFloat32>> masked) {
  /** The sigmoid of more than 17 is 1 in float32; this is far from it, and exact in any type. */
  private static final float SATURATED = 1024;

  static GruInput of(Operand<TFloat32> vectors) {
    return new GruInput(vectors, Optional.empty(), Optional.empty());
  }

  static GruInput lookup(Operand<TFloat32> table, Operand<TInt32> rows) {
    return new GruInput(table, Optional.of(rows), Optional.empty());
  }

  /** Returns this with masked steps. */
  GruInput with(Optional<Operand<TFloat32>> mask) {
    return new GruInput(vectors, lookup, mask);
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
    List<GruInput> segments = new ArrayList<>();
    if (lookup.isPresent()) {
      parts(tf, lookup.get(), sizes, lengths.size())
          .forEach(rows -> segments.add(lookup(vectors, rows)));
    } else {
      int steps = lengths.stream().mapToInt(Integer::intValue).sum();
      Operand<TInt32> rows = tf.constant(new int[] {-1, width});
      parts(tf, sequence(tf, steps, width), sizes, lengths.size())
          .forEach(part -> segments.add(of(tf.reshape(part, rows))));
    }
    if (masked.isPresent()) {
      List<Output<TFloat32>> masks = parts(tf, masked.get(), sizes, lengths.size());
      for (int i = 0; i < masks.size(); i++) {
        segments.set(i, segments.get(i).with(Optional.of(masks.get(i))));
      }
    }
    return segments;
  }

  /** Splits along the first axis, so that the parts share the memory of the whole. */
  private static <T extends TType> List<Output<T>> parts(
      Ops tf, Operand<T> whole, Operand<TInt32> sizes, long count) {
    return tf.splitV(whole, sizes, tf.constant(0), count).output();
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
   * Arranges products of the gates z and r by step, and saturates z at masked steps.
   *
   * @param products [N, 2H]
   * @return [T, B, 2H]
   */
  Operand<TFloat32> gatesByStep(Ops tf, Operand<TFloat32> products, int steps, int units) {
    Operand<TFloat32> gates = byStep(tf, products, steps, 2 * units);
    if (masked.isEmpty()) {
      return gates;
    }
    float[] update = new float[2 * units];
    Arrays.fill(update, 0, units, SATURATED);
    return tf.math.add(gates, tf.math.mul(masked.get(), tf.constant(update)));
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
