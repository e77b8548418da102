package io.nocturne.model;

import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The Euclidean norms of tensors, taken as vectors. */
final class Norms {
  private Norms() {}

  /** Returns the norm of each tensor, [N]. */
  static Operand<TFloat32> ofEach(Ops tf, List<Operand<TFloat32>> tensors) {
    return root(tf, tf.stack(halfSquares(tf, tensors)));
  }

  /** Returns the norm of all tensors together, a scalar. */
  static Operand<TFloat32> ofAll(Ops tf, List<Operand<TFloat32>> tensors) {
    return root(tf, tf.math.addN(halfSquares(tf, tensors)));
  }

  private static List<Operand<TFloat32>> halfSquares(Ops tf, List<Operand<TFloat32>> tensors) {
    List<Operand<TFloat32>> halfSquares = new ArrayList<>();
    for (Operand<TFloat32> tensor : tensors) {
      halfSquares.add(tf.nn.l2Loss(tensor));
    }
    return halfSquares;
  }

  private static Operand<TFloat32> root(Ops tf, Operand<TFloat32> halfSquares) {
    return tf.math.sqrt(tf.math.mul(halfSquares, tf.constant(2f)));
  }

  /** Returns whether no weight is NaN or infinite, a scalar. */
  static Operand<TBool> allFinite(Ops tf, List<Variable<TFloat32>> weights) {
    List<Operand<TBool>> each = new ArrayList<>();
    for (Variable<TFloat32> weight : weights) {
      int[] axes = new int[weight.shape().numDimensions()];
      Arrays.setAll(axes, i -> i);
      each.add(tf.all(tf.math.isFinite(weight.read()), tf.constant(axes)));
    }
    return tf.all(tf.stack(each), tf.constant(0));
  }
}
