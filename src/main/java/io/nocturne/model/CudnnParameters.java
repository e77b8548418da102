package io.nocturne.model;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer's weights in cuDNN's layout, one after the other: the matrices of the forward direction
 * (for the input, then for the state), those of the backward direction, the biases of the forward
 * direction (for the input, then for the state), those of the backward direction.
 *
 * <p>cuDNN's gates come in the order reset, update, candidate (in its documentation r, i, h'), and
 * its matrices have a row for each output. So the layout differs from Keras's in two ways, both of
 * which are their own inverse except for a shape: the first two gates are exchanged, and matrices
 * are transposed. Sources: cudnnGetRNNWeightParams in NVIDIA's cuDNN API reference for gates and
 * pseudo-layers; Keras's {@code _cudnn_gru} for one direction.
 */
record CudnnParameters(GruShape shape) {
  private static final int[] EXCHANGED = {1, 0, 2};

  /**
   * Returns the weights in cuDNN's layout, [size()].
   *
   * @param directions the weights of each direction, the forward one first
   */
  Operand<TFloat32> pack(Ops tf, List<GruWeights> directions) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (GruWeights weights : directions) {
      parts.add(packMatrix(tf, weights.kernel(), shape.inputs()));
      parts.add(packMatrix(tf, weights.recurrentKernel(), shape.units()));
    }
    for (GruWeights weights : directions) {
      parts.add(flat(tf, exchanged(tf, tf.reshape(weights.bias(), tf.constant(biasShape())))));
    }
    return tf.concat(parts, tf.constant(0));
  }

  /**
   * Reverses {@link #pack}, for gradients: from those with respect to cuDNN's parameters to those
   * with respect to the weights.
   *
   * @param parameters [size()]
   * @return the gradients of each direction
   */
  List<GruWeights> split(Ops tf, Operand<TFloat32> parameters) {
    int kernel = 3 * shape.inputs() * shape.units();
    int recurrent = 3 * shape.units() * shape.units();
    int bias = 2 * 3 * shape.units();
    int count = shape.directions().count();
    int[] sizes = new int[3 * count];
    for (int i = 0; i < count; i++) {
      sizes[2 * i] = kernel;
      sizes[2 * i + 1] = recurrent;
      sizes[2 * count + i] = bias;
    }
    List<Output<TFloat32>> parts =
        tf.splitV(parameters, tf.constant(sizes), tf.constant(0), (long) sizes.length).output();
    List<GruWeights> directions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Operand<TFloat32> biases =
          exchanged(tf, tf.reshape(parts.get(2 * count + i), tf.constant(biasShape())));
      directions.add(
          new GruWeights(
              splitMatrix(tf, parts.get(2 * i), shape.inputs()),
              splitMatrix(tf, parts.get(2 * i + 1), shape.units()),
              tf.reshape(biases, tf.constant(new int[] {2, 3 * shape.units()}))));
    }
    return directions;
  }

  /** Returns the number of parameters. */
  int size() {
    return 3 * shape.outputs() * (shape.inputs() + shape.units() + 2);
  }

  /** Converts [rows, 3H] to [3, H, rows] in cuDNN's order, flat. */
  private Operand<TFloat32> packMatrix(Ops tf, Operand<TFloat32> matrix, int rows) {
    Operand<TFloat32> gates = tf.reshape(matrix, tf.constant(new int[] {rows, 3, shape.units()}));
    return flat(tf, tf.linalg.transpose(exchanged(tf, gates), tf.constant(new int[] {1, 2, 0})));
  }

  /** Converts [3H · rows] back to [rows, 3H]. */
  private Operand<TFloat32> splitMatrix(Ops tf, Operand<TFloat32> flat, int rows) {
    Operand<TFloat32> gates =
        tf.linalg.transpose(
            tf.reshape(flat, tf.constant(new int[] {3, shape.units(), rows})),
            tf.constant(new int[] {2, 0, 1})); // [rows, 3, H]
    return tf.reshape(exchanged(tf, gates), tf.constant(new int[] {rows, 3 * shape.units()}));
  }

  private int[] biasShape() {
    return new int[] {2, 3, shape.units()};
  }

  /** Exchanges the update and reset gates of [n, 3, H]. */
  private static Operand<TFloat32> exchanged(Ops tf, Operand<TFloat32> gates) {
    return tf.gather(gates, tf.constant(EXCHANGED), tf.constant(1));
  }

  private static Operand<TFloat32> flat(Ops tf, Operand<TFloat32> value) {
    return tf.reshape(value, tf.constant(new int[] {-1}));
  }
}
