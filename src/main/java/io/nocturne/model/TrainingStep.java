package io.nocturne.model;

import io.nocturne.runtime.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * One step of an optimiser, from the logits' gradient back to the weights.
 *
 * @param gradients of the mean loss, one for each of the weights
 * @param norms theirs, before clipping, [N]
 * @param update takes the step
 */
record TrainingStep(List<Operand<TFloat32>> gradients, Operand<TFloat32> norms, Op update) {

  TrainingStep {
    gradients = List.copyOf(gradients);
  }

  /** A network's way back, from the gradient by its logits to those by its weights. */
  record Backward(LayerOutput pass, Operand<TFloat32> byLogits, List<Variable<TFloat32>> weights) {
    List<Operand<TFloat32>> gradients(Ops tf, UnaryOperator<Operand<TFloat32>> scaled) {
      Gradients byName = new Gradients();
      pass.backward().apply(tf, scaled.apply(byLogits), byName);
      return weights.stream().map(weight -> byName.get(weight.name())).toList();
    }
  }

  /** A step that is always taken. */
  static TrainingStep of(Ops tf, Backward descent, Adam adam) {
    List<Operand<TFloat32>> gradients =
        descent.gradients(tf.withSubScope("gradients"), UnaryOperator.identity());
    return new TrainingStep(
        gradients,
        norms(tf, gradients),
        adam.update(tf.withSubScope("adam"), descent.weights(), gradients));
  }

  /** A step whose loss is scaled, and which is taken if its gradients are finite. */
  static TrainingStep of(Ops tf, Backward descent, Adam adam, LossScale scale) {
    Ops back = tf.withSubScope("gradients");
    List<Operand<TFloat32>> gradients =
        descent.gradients(back, byLogits -> scale.scaled(back, byLogits)).stream()
            .map(gradient -> scale.unscaled(back, gradient))
            .toList();
    Operand<TFloat32> norms = norms(tf, gradients);
    Ops scaling = tf.withSubScope("loss_scale");
    Operand<TBool> taken = scaling.all(scaling.math.isFinite(norms), scaling.constant(0));
    List<Op> updates = new ArrayList<>(scale.update(scaling, taken));
    updates.add(adam.updateIf(tf.withSubScope("adam"), taken, descent.weights(), gradients));
    return new TrainingStep(
        gradients, norms, tf.withControlDependencies(updates).withName("update").noOp());
  }

  private static Operand<TFloat32> norms(Ops tf, List<Operand<TFloat32>> gradients) {
    return Norms.ofEach(tf.withSubScope("gradient_norms"), gradients);
  }
}
