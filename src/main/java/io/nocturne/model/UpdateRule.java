package io.nocturne.model;

import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyKerasMomentum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The update of one weight by an optimizer, in the formulas of Keras. */
interface UpdateRule {

  /**
   * Adds the op that changes a weight and its slots.
   *
   * @param slots the variables of {@link OptimizerSpec#slots()}
   */
  Op update(
      Ops tf,
      Variable<TFloat32> weight,
      List<Variable<TFloat32>> slots,
      Operand<TFloat32> gradient);

  /**
   * Returns the rule of an optimizer.
   *
   * @param rate the learning rate, a scalar
   * @param iterations the number of steps taken before, a scalar
   */
  static UpdateRule of(
      Ops tf, OptimizerSpec spec, Operand<TFloat32> rate, Operand<TInt64> iterations) {
    return switch (spec.optimizer()) {
      case ADAM, ADAMW -> Adam.of(tf, spec, rate, iterations);
      case SGD -> new Sgd(spec, rate);
      case RMSPROP -> new RmsProp(spec, rate);
    };
  }

  /**
   * Adam (Kingma and Ba, 2015) in Keras's form: {@code w −= lr·√(1−β2ᵗ)/(1−β1ᵗ) · m/(√v + ε)}, the
   * correction outside ε.
   *
   * @param beta1Power β1ᵗ of this step
   * @param beta2Power β2ᵗ of this step
   */
  record Adam(
      OptimizerSpec spec,
      Operand<TFloat32> rate,
      Operand<TFloat32> beta1Power,
      Operand<TFloat32> beta2Power)
      implements UpdateRule {

    static Adam of(Ops tf, OptimizerSpec spec, Operand<TFloat32> rate, Operand<TInt64> iterations) {
      Operand<TInt64> next = tf.math.add(iterations, tf.constant(1L));
      Operand<TFloat32> exponent = tf.dtypes.cast(next, TFloat32.class);
      return new Adam(
          spec,
          rate,
          tf.math.pow(constant(tf, spec, Parameter.BETA_1), exponent),
          tf.math.pow(constant(tf, spec, Parameter.BETA_2), exponent));
    }

    @Override
    public Op update(
        Ops tf,
        Variable<TFloat32> weight,
        List<Variable<TFloat32>> slots,
        Operand<TFloat32> gradient) {
      return tf.train.resourceApplyAdam(
          weight.handle(),
          slots.get(0).handle(),
          slots.get(1).handle(),
          beta1Power,
          beta2Power,
          rate,
          constant(tf, spec, Parameter.BETA_1),
          constant(tf, spec, Parameter.BETA_2),
          constant(tf, spec, Parameter.EPSILON),
          gradient);
    }
  }

  /** Gradient descent: {@code m = μ·m − lr·g; w += m}, with Nesterov {@code w += μ·m − lr·g}. */
  record Sgd(OptimizerSpec spec, Operand<TFloat32> rate) implements UpdateRule {
    @Override
    public Op update(
        Ops tf,
        Variable<TFloat32> weight,
        List<Variable<TFloat32>> slots,
        Operand<TFloat32> gradient) {
      if (slots.isEmpty()) {
        return tf.train.resourceApplyGradientDescent(weight.handle(), rate, gradient);
      }
      return tf.train.resourceApplyKerasMomentum(
          weight.handle(),
          slots.get(0).handle(),
          rate,
          gradient,
          constant(tf, spec, Parameter.MOMENTUM),
          ResourceApplyKerasMomentum.useNesterov(spec.isOn(Parameter.NESTEROV)));
    }
  }

  /**
   * RMSprop (Hinton, 2012): {@code v = ρ·v + (1−ρ)·g²; w −= lr·g/√(v + ε)}. Centered, the square of
   * the gradients' mean is subtracted from v; with momentum, {@code m = μ·m + lr·g/√…; w −= m}.
   */
  record RmsProp(OptimizerSpec spec, Operand<TFloat32> rate) implements UpdateRule {
    @Override
    public Op update(
        Ops tf,
        Variable<TFloat32> weight,
        List<Variable<TFloat32>> slots,
        Operand<TFloat32> gradient) {
      List<Op> updates = new ArrayList<>();
      Operand<TFloat32> velocity = averaged(tf, slots.get(0), tf.math.square(gradient));
      updates.add(tf.assignVariableOp(slots.get(0).handle(), velocity));
      Operand<TFloat32> variance = velocity;
      if (spec.isOn(Parameter.CENTERED)) {
        Variable<TFloat32> average = slots.get(slots.size() - 1);
        Operand<TFloat32> mean = averaged(tf, average, gradient);
        updates.add(tf.assignVariableOp(average.handle(), mean));
        variance = tf.math.sub(velocity, tf.math.square(mean));
      }
      Operand<TFloat32> root =
          tf.math.sqrt(tf.math.add(variance, constant(tf, spec, Parameter.EPSILON)));
      Operand<TFloat32> step = tf.math.div(tf.math.mul(rate, gradient), root);
      if (spec.isOn(Parameter.MOMENTUM)) {
        Variable<TFloat32> momentum = slots.get(1);
        step =
            tf.math.add(tf.math.mul(constant(tf, spec, Parameter.MOMENTUM), momentum.read()), step);
        updates.add(tf.assignVariableOp(momentum.handle(), step));
      }
      updates.add(tf.assignSubVariableOp(weight.handle(), step));
      return tf.withControlDependencies(updates).noOp();
    }

    private Operand<TFloat32> averaged(Ops tf, Variable<TFloat32> mean, Operand<TFloat32> value) {
      double rho = spec.get(Parameter.RHO);
      return tf.math.add(
          tf.math.mul(tf.constant((float) rho), mean.read()),
          tf.math.mul(tf.constant((float) (1 - rho)), value));
    }
  }

  private static Operand<TFloat32> constant(Ops tf, OptimizerSpec spec, Parameter parameter) {
    return tf.constant((float) spec.get(parameter));
  }
}
