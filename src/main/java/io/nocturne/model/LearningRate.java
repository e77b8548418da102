package io.nocturne.model;

import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Schedule;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The learning rate of the next step, in float32 as Keras's schedules compute it.
 *
 * @param value a scalar
 * @param assign what the training sets it with; empty if it follows from the number of steps
 */
record LearningRate(Operand<TFloat32> value, Optional<Assign> assign) {

  /**
   * The assignment of a variable, which is in no checkpoint: it follows from the epochs.
   *
   * @param from the initial value, another of which can be fed
   */
  record Assign(Operand<TFloat32> from, Op op) {}

  /**
   * Adds the learning rate of a spec.
   *
   * @param iterations the number of steps taken before, a scalar
   */
  static LearningRate of(
      Ops tf, OptimizerSpec spec, Operand<TInt64> iterations, long stepsPerEpoch) {
    return spec.schedule() == Schedule.PLATEAU
        ? variable(tf, spec)
        : new LearningRate(scheduled(tf, spec, iterations, stepsPerEpoch), Optional.empty());
  }

  private static LearningRate variable(Ops tf, OptimizerSpec spec) {
    Operand<TFloat32> initial = tf.constant((float) spec.get(Parameter.LEARNING_RATE));
    Operand<?> handle = tf.varHandleOp(TFloat32.class, Shape.scalar());
    return new LearningRate(
        tf.readVariableOp(handle, TFloat32.class),
        Optional.of(new Assign(initial, tf.assignVariableOp(handle, initial))));
  }

  /** Gives the variable its initial value, if there is one. */
  void initialize(Session session) {
    assign.ifPresent(variable -> session.runner().addTarget(variable.op()).run().close());
  }

  /**
   * Sets the learning rate of the next steps.
   *
   * @throws IllegalStateException if it follows from the number of steps
   */
  void set(Session session, float rate) {
    Assign variable =
        assign.orElseThrow(
            () -> new IllegalStateException("the learning rate follows from the number of steps"));
    try (TFloat32 value = TFloat32.scalarOf(rate)) {
      session
          .runner()
          .feed(variable.from().asOutput(), value)
          .addTarget(variable.op())
          .run()
          .close();
    }
  }

  /** Returns the learning rate of the next step. */
  float now(Session session) {
    try (Result result = session.runner().fetch(value).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  private static Operand<TFloat32> scheduled(
      Ops tf, OptimizerSpec spec, Operand<TInt64> iterations, long stepsPerEpoch) {
    Operand<TFloat32> target = tf.constant((float) spec.get(Parameter.LEARNING_RATE));
    Operand<TFloat32> step = tf.dtypes.cast(iterations, TFloat32.class);
    if (!spec.isOn(Parameter.WARMUP_EPOCHS)) {
      return decayed(tf, spec, step, stepsPerEpoch);
    }
    Operand<TFloat32> warmup = tf.constant(steps(spec, Parameter.WARMUP_EPOCHS, stepsPerEpoch));
    Operand<TFloat32> initial = tf.constant((float) spec.get(Parameter.INITIAL_LEARNING_RATE));
    Operand<TFloat32> rising =
        tf.math.add(tf.math.mul(tf.math.sub(target, initial), tf.math.div(step, warmup)), initial);
    Operand<TFloat32> after = decayed(tf, spec, tf.math.sub(step, warmup), stepsPerEpoch);
    return tf.select(tf.math.less(step, warmup), rising, after);
  }

  /** Returns the rate after the warm-up, which has no meaning before. */
  private static Operand<TFloat32> decayed(
      Ops tf, OptimizerSpec spec, Operand<TFloat32> step, long stepsPerEpoch) {
    Operand<TFloat32> target = tf.constant((float) spec.get(Parameter.LEARNING_RATE));
    if (spec.schedule() == Schedule.CONSTANT) {
      return target;
    }
    Operand<TFloat32> length = tf.constant(steps(spec, Parameter.DECAY_EPOCHS, stepsPerEpoch));
    if (spec.schedule() == Schedule.COSINE) {
      double alpha = spec.get(Parameter.ALPHA);
      Operand<TFloat32> done = tf.math.div(tf.math.minimum(step, length), length);
      Operand<TFloat32> cosine = tf.math.cos(tf.math.mul(tf.constant((float) Math.PI), done));
      Operand<TFloat32> wave = tf.math.mul(tf.constant(0.5f), tf.math.add(tf.constant(1f), cosine));
      return tf.math.mul(
          target,
          tf.math.add(
              tf.math.mul(tf.constant((float) (1 - alpha)), wave), tf.constant((float) alpha)));
    }
    Operand<TFloat32> exponent = tf.math.div(step, length);
    if (spec.isOn(Parameter.STAIRCASE)) {
      exponent = tf.math.floor(exponent);
    }
    return tf.math.mul(
        target, tf.math.pow(tf.constant((float) spec.get(Parameter.DECAY_RATE)), exponent));
  }

  /** Returns a number of epochs in steps, at least 1. */
  private static float steps(OptimizerSpec spec, Parameter epochs, long stepsPerEpoch) {
    return Math.max(1, Math.round(spec.get(epochs) * stepsPerEpoch));
  }
}
