package io.nocturne.model;

import io.nocturne.runtime.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * One step of an optimizer, from the gradient with respect to the logits to the weights.
 *
 * @param sum the loss and its gradients, one for each of the weights
 * @param norms of the gradients, before clipping, [N]
 * @param update the op that takes the step
 */
record TrainingStep(BatchSum sum, Operand<TFloat32> norms, Op update) {

  /**
   * The backward pass of a network.
   *
   * @param output the logits
   * @param loss of this worker's rows
   */
  record BackwardPass(
      LayerOutput output, Loss loss, List<Variable<TFloat32>> weights, Workers workers) {
    List<Operand<TFloat32>> gradients(Ops tf, UnaryOperator<Operand<TFloat32>> scaled) {
      Gradients byName = new Gradients();
      output.backward().apply(tf, scaled.apply(loss.gradient()), byName);
      return weights.stream().map(weight -> byName.get(weight.name())).toList();
    }

    BatchSum sum(Ops tf, List<Operand<TFloat32>> gradients) {
      return BatchSum.of(tf, workers, loss, weights, gradients);
    }
  }

  /** Returns a step that is always taken. */
  static TrainingStep of(Ops tf, BackwardPass backward, Optimizer optimizer) {
    BatchSum sum =
        backward.sum(
            tf, backward.gradients(tf.withSubScope("gradients"), UnaryOperator.identity()));
    return new TrainingStep(
        sum, norms(tf, sum.gradients()), optimizer.update(backward.weights(), sum.gradients()));
  }

  /** Returns a step whose loss is scaled, and which is taken only if its gradients are finite. */
  static TrainingStep of(Ops tf, BackwardPass backward, Optimizer optimizer, LossScale scale) {
    Ops back = tf.withSubScope("gradients");
    BatchSum sum =
        backward.sum(
            tf,
            backward.gradients(back, logits -> scale.scaled(back, logits)).stream()
                .map(gradient -> scale.unscaled(back, gradient))
                .toList());
    Operand<TFloat32> norms = norms(tf, sum.gradients());
    Ops scaling = tf.withSubScope("loss_scale");
    Operand<TBool> taken = scaling.all(scaling.math.isFinite(norms), scaling.constant(0));
    List<Op> updates = new ArrayList<>(scale.update(scaling, taken));
    updates.add(optimizer.updateIf(taken, backward.weights(), sum.gradients()));
    return new TrainingStep(
        sum, norms, tf.withControlDependencies(updates).withName("update").noOp());
  }

  private static Operand<TFloat32> norms(Ops tf, List<Operand<TFloat32>> gradients) {
    return Norms.ofEach(tf.withSubScope("gradient_norms"), gradients);
  }
}
