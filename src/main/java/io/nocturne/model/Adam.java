package io.nocturne.model;

import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The update step of Adam (Kingma and Ba, 2015) in Keras's form: {@code w −= lr·√(1−β2ᵗ)/(1−β1ᵗ) ·
 * m/(√v + ε)}, the correction outside ε.
 *
 * <p>A token's gradients are summed over the batch before they are squared, here and in the norm
 * that clips them. Keras 3.15 on TensorFlow squares an embedding's gradients one by one: without
 * clipping in the update, which gives other embeddings from the first step on, and with clipping in
 * the norm.
 */
final class Adam {
  private final AdamSpec spec;
  private final Variables variables;
  private final Variable<TInt64> iterations;

  /** Adds the variable {@code adam/iterations}, the number of steps taken. */
  Adam(Ops tf, Variables variables, AdamSpec spec) {
    this.spec = spec;
    this.variables = variables;
    iterations = variables.addLong("adam/iterations", Shape.scalar(), tf.constant(0L));
  }

  /** Returns the number of steps taken before this one, a scalar. */
  Operand<TInt64> iterations() {
    return iterations.read();
  }

  /**
   * Adds the op of one step and the variables {@code adam/m/NAME} and {@code adam/v/NAME}.
   *
   * @param gradients of the loss, one for each of the weights
   */
  Op update(Ops tf, List<Variable<TFloat32>> weights, List<Operand<TFloat32>> gradients) {
    return update(
        tf,
        weights,
        clip(tf, gradients),
        new Rates(
            tf.constant((float) spec.learningRate()),
            tf.constant((float) spec.beta1()),
            tf.constant((float) spec.beta2()),
            tf.constant(1L)));
  }

  /**
   * Adds the op of one step that is taken only if {@code taken} holds; otherwise weights, moments
   * and iterations stay unchanged.
   *
   * @param taken whether the step is taken, a scalar; the gradients must be finite only then
   */
  Op updateIf(
      Ops tf,
      Operand<TBool> taken,
      List<Variable<TFloat32>> weights,
      List<Operand<TFloat32>> gradients) {
    // Rates that change nothing, instead of a branch, which would be a function of the graph's.
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> one = tf.constant(1f);
    List<Operand<TFloat32>> finite = new ArrayList<>();
    for (Operand<TFloat32> gradient : clip(tf, gradients)) {
      finite.add(tf.select(taken, gradient, zero));
    }
    return update(
        tf,
        weights,
        finite,
        new Rates(
            tf.select(taken, tf.constant((float) spec.learningRate()), zero),
            tf.select(taken, tf.constant((float) spec.beta1()), one),
            tf.select(taken, tf.constant((float) spec.beta2()), one),
            tf.select(taken, tf.constant(1L), tf.constant(0L))));
  }

  /** The rates of one step; the bias corrections use the spec's betas. */
  private record Rates(
      Operand<TFloat32> learning,
      Operand<TFloat32> beta1,
      Operand<TFloat32> beta2,
      Operand<TInt64> steps) {}

  private Op update(
      Ops tf, List<Variable<TFloat32>> weights, List<Operand<TFloat32>> gradients, Rates rates) {
    Operand<TInt64> next = tf.math.add(iterations.read(), tf.constant(1L));
    Operand<TFloat32> exponent = tf.dtypes.cast(next, TFloat32.class);
    Operand<TFloat32> beta1Power = tf.math.pow(tf.constant((float) spec.beta1()), exponent);
    Operand<TFloat32> beta2Power = tf.math.pow(tf.constant((float) spec.beta2()), exponent);

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
              rates.learning(),
              rates.beta1(),
              rates.beta2(),
              tf.constant((float) spec.epsilon()),
              gradients.get(i)));
    }
    return tf.withControlDependencies(updates)
        .assignVariableOp(iterations.handle(), tf.math.add(iterations.read(), rates.steps()));
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
    Operand<TFloat32> norm = Norms.ofAll(tf, gradients);
    Operand<TFloat32> limit = tf.constant((float) spec.clipNorm());
    Operand<TFloat32> scale = tf.math.div(limit, tf.math.maximum(norm, limit));
    List<Operand<TFloat32>> clipped = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      clipped.add(tf.math.mul(gradient, scale));
    }
    return clipped;
  }
}
