package io.nocturne.model;

import io.nocturne.runtime.Variable;
import io.nocturne.runtime.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The update step of Adam (Kingma and Ba, 2015) in Keras's form: {@code w −= lr·√(1−β2ᵗ)/(1−β1ᵗ) ·
 * m/(√v + ε)}, the correction outside ε.
 *
 * <p>A token's gradients are summed over the batch before they are squared, here and in the norm by
 * which they are clipped. Keras 3.15 on TensorFlow squares an embedding's gradients one by one:
 * without clipping in the update, which gives other embeddings from the first step on, and with
 * clipping in the norm.
 */
final class Adam {
  private final AdamSpec spec;
  private final Variables variables;
  private final Variable<TInt64> iterations;

  /** Adds the variable {@code adam/iterations}: steps taken so far. */
  Adam(Ops tf, Variables variables, AdamSpec spec) {
    this.spec = spec;
    this.variables = variables;
    iterations = variables.addLong("adam/iterations", Shape.scalar(), tf.constant(0L));
  }

  /** Steps taken before this one, a scalar. */
  Operand<TInt64> iterations() {
    return iterations.read();
  }

  /**
   * One step. Adds the variables {@code adam/m/NAME} and {@code adam/v/NAME}.
   *
   * @param gradients of the loss, one for each of the weights
   */
  Op update(Ops tf, List<Variable<TFloat32>> weights, List<Operand<TFloat32>> gradients) {
    Operand<TInt64> steps = tf.math.add(iterations.read(), tf.constant(1L));
    Operand<TFloat32> exponent = tf.dtypes.cast(steps, TFloat32.class);
    Operand<TFloat32> beta1 = tf.constant((float) spec.beta1());
    Operand<TFloat32> beta2 = tf.constant((float) spec.beta2());
    Operand<TFloat32> beta1Power = tf.math.pow(beta1, exponent);
    Operand<TFloat32> beta2Power = tf.math.pow(beta2, exponent);
    List<Operand<TFloat32>> clipped = clip(tf, gradients);

    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      Variable<TFloat32> weight = weights.get(i);
      updates.add(
          tf.train.resourceApplyAdam(
              weight.handle(),
              slot(tf, "adam/m/", weight).handle(),
              slot(tf, "adam/v/", weight).handle(),
              beta1Power,
              beta2Power,
              tf.constant((float) spec.learningRate()),
              beta1,
              beta2,
              tf.constant((float) spec.epsilon()),
              clipped.get(i)));
    }
    return tf.withControlDependencies(updates).assignVariableOp(iterations.handle(), steps);
  }

  private Variable<TFloat32> slot(Ops tf, String prefix, Variable<TFloat32> weight) {
    return variables.addFloat(
        prefix + weight.name(),
        weight.shape(),
        tf.fill(tf.constant(weight.shape()), tf.constant(0f)));
  }

  /** Scales the gradients down together, so that their global norm is at most the spec's. */
  private List<Operand<TFloat32>> clip(Ops tf, List<Operand<TFloat32>> gradients) {
    if (spec.clipNorm() == 0) {
      return gradients;
    }
    List<Operand<TFloat32>> halfSquares = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      halfSquares.add(tf.nn.l2Loss(gradient));
    }
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f)));
    Operand<TFloat32> limit = tf.constant((float) spec.clipNorm());
    Operand<TFloat32> scale = tf.math.div(limit, tf.math.maximum(norm, limit));
    List<Operand<TFloat32>> clipped = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      clipped.add(tf.math.mul(gradient, scale));
    }
    return clipped;
  }
}
