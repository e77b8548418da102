package io.nocturne.model;

import io.nocturne.base.Labels;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The update step of an optimizer in Keras's order: the gradients are clipped, all weights decay,
 * biases and embeddings too, and then each is updated by the optimizer's rule.
 *
 * <p>A token's gradients are summed over the batch before they are squared, here and in the norm
 * that clips them. Keras 3.15 on TensorFlow squares an embedding's gradients one by one: without
 * clipping in the update, which gives other embeddings from the first step on, and with clipping in
 * the norm.
 */
final class Optimizer {
  private final Ops tf;
  private final OptimizerSpec spec;
  private final Variables variables;
  private final Variable<TInt64> iterations;
  private final LearningRate learningRate;
  private final UpdateRule rule;

  /**
   * Adds the variable {@code NAME/iterations}, the number of steps taken.
   *
   * @param stepsPerEpoch the steps of an epoch, in which a schedule counts
   */
  Optimizer(Ops root, Variables variables, OptimizerSpec spec, long stepsPerEpoch) {
    this.spec = spec;
    this.variables = variables;
    iterations = variables.addLong(prefix(spec) + "iterations", Shape.scalar(), root.constant(0L));
    tf = root.withSubScope(Labels.of(spec.optimizer()));
    learningRate = LearningRate.of(tf, spec, iterations.read(), stepsPerEpoch);
    rule = UpdateRule.of(tf, spec, learningRate.value(), iterations.read());
  }

  /** Returns how the names of an optimizer's variables begin. */
  static String prefix(OptimizerSpec spec) {
    return Labels.of(spec.optimizer()) + "/";
  }

  /** Returns the number of steps taken before this one, a scalar. */
  Operand<TInt64> iterations() {
    return iterations.read();
  }

  /** Returns the learning rate of the next step. */
  LearningRate learningRate() {
    return learningRate;
  }

  /**
   * Adds the op of one step and the optimizer's variables, {@code NAME/SLOT/WEIGHT}.
   *
   * @param gradients of the loss, one for each of the weights
   */
  Op update(List<Variable<TFloat32>> weights, List<Operand<TFloat32>> gradients) {
    return count(updates(slotted(weights), gradients, List.of()), tf.constant(1L));
  }

  /**
   * Adds the op of one step that is taken only if {@code taken} holds; otherwise weights and state
   * stay unchanged.
   *
   * @param taken whether the step is taken, a scalar; the gradients must be finite only then
   */
  Op updateIf(
      Operand<TBool> taken, List<Variable<TFloat32>> weights, List<Operand<TFloat32>> gradients) {
    // The step is undone, instead of a branch, which would be a function of the graph's.
    List<Slotted> all = slotted(weights);
    List<Variable<TFloat32>> changed = all.stream().flatMap(Slotted::variables).toList();
    List<Op> reads = changed.stream().<Op>map(Variable::read).toList();
    Ops after = tf.withControlDependencies(updates(all, gradients, reads));
    List<Op> kept = new ArrayList<>();
    for (Variable<TFloat32> variable : changed) {
      Operand<TFloat32> now = after.readVariableOp(variable.handle(), TFloat32.class);
      kept.add(tf.assignVariableOp(variable.handle(), tf.select(taken, now, variable.read())));
    }
    return count(kept, tf.select(taken, tf.constant(1L), tf.constant(0L)));
  }

  /** A weight with the variables that the rule keeps for it. */
  private record Slotted(Variable<TFloat32> weight, List<Variable<TFloat32>> slots) {
    Stream<Variable<TFloat32>> variables() {
      return Stream.concat(Stream.of(weight), slots.stream());
    }
  }

  private List<Slotted> slotted(List<Variable<TFloat32>> weights) {
    return weights.stream()
        .map(
            weight ->
                new Slotted(weight, spec.slots().stream().map(name -> slot(name, weight)).toList()))
        .toList();
  }

  private Variable<TFloat32> slot(String name, Variable<TFloat32> weight) {
    return variables.addFloat(
        prefix(spec) + name + "/" + weight.name(),
        weight.shape(),
        tf.fill(tf.constant(weight.shape()), tf.constant(0f)));
  }

  /**
   * Adds the updates of the weights.
   *
   * @param before what comes before them
   */
  private List<Op> updates(List<Slotted> all, List<Operand<TFloat32>> gradients, List<Op> before) {
    List<Operand<TFloat32>> clipped = Clipping.of(tf, spec, gradients);
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Slotted one = all.get(i);
      Operand<TFloat32> gradient = clipped.get(i);
      List<Op> first = new ArrayList<>(before);
      if (spec.isOn(Parameter.WEIGHT_DECAY)) {
        first.add(decay(one.weight(), gradient));
      }
      Ops then = tf.withControlDependencies(first);
      updates.add(rule.update(then, one.weight(), one.slots(), gradient));
    }
    return updates;
  }

  /**
   * Adds the decay of a weight by a share of itself, after the gradient, which may need the weight.
   */
  private Op decay(Variable<TFloat32> weight, Operand<TFloat32> gradient) {
    Operand<TFloat32> decay = tf.constant((float) spec.get(Parameter.WEIGHT_DECAY));
    return tf.withControlDependencies(List.of(gradient))
        .assignSubVariableOp(
            weight.handle(), tf.math.mul(tf.math.mul(weight.read(), decay), learningRate.value()));
  }

  private Op count(List<Op> updates, Operand<TInt64> steps) {
    return tf.withControlDependencies(updates)
        .assignVariableOp(iterations.handle(), tf.math.add(iterations.read(), steps));
  }
}
