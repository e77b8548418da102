package io.nocturne.model;

import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A factor of the loss, so that its gradients do not underflow in half precision, whose smallest
 * number is 6e-8 (Micikevicius et al., Mixed Precision Training, 2018). It adapts to the gradients,
 * as in Keras's {@code LossScaleOptimizer}: a step whose gradients overflow is not taken and halves
 * the factor; a number of steps in a row without overflow doubles it.
 */
final class LossScale {
  /** The prefix of this class's variables in checkpoints. */
  static final String PREFIX = "loss_scale/";

  /** Keras's initial factor: a power of two, as all later ones, so that scaling rounds nothing. */
  static final float INITIAL = 32_768;

  /** Keras's {@code dynamic_growth_steps}. */
  static final long GROWTH_STEPS = 2_000;

  private final Variable<TFloat32> scale;
  private final Variable<TInt64> steps;
  private final long growthSteps;

  /** Adds the variables {@code loss_scale/dynamic_scale} and {@code loss_scale/step_counter}. */
  LossScale(Ops tf, Variables variables, long growthSteps) {
    this.growthSteps = growthSteps;
    scale = variables.addFloat(PREFIX + "dynamic_scale", Shape.scalar(), tf.constant(INITIAL));
    steps = variables.addLong(PREFIX + "step_counter", Shape.scalar(), tf.constant(0L));
  }

  /** Returns the factor, a scalar. */
  Operand<TFloat32> value() {
    return scale.read();
  }

  /** Returns the number of steps taken since the factor last changed, a scalar. */
  Operand<TInt64> stepsTaken() {
    return steps.read();
  }

  /** Returns the gradient of the scaled loss. */
  Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> gradient) {
    return tf.math.mul(gradient, scale.read());
  }

  /** Returns the gradient of the loss itself. */
  Operand<TFloat32> unscaled(Ops tf, Operand<TFloat32> gradient) {
    return tf.math.div(gradient, scale.read());
  }

  /**
   * Adds the ops that adapt the factor after a step.
   *
   * @param taken whether its gradients were finite, a scalar
   */
  List<Op> update(Ops tf, Operand<TBool> taken) {
    Operand<TInt64> none = tf.constant(0L);
    Operand<TInt64> more = tf.math.add(steps.read(), tf.constant(1L));
    Operand<TBool> grows = tf.math.equal(more, tf.constant(growthSteps));
    Operand<TFloat32> same = tf.constant(1f);
    Operand<TFloat32> factor =
        tf.select(taken, tf.select(grows, tf.constant(2f), same), tf.constant(0.5f));
    Operand<TInt64> counted = tf.select(taken, tf.select(grows, none, more), none);
    return List.of(
        tf.assignVariableOp(scale.handle(), tf.math.mul(scale.read(), factor)),
        tf.assignVariableOp(steps.handle(), counted));
  }
}
