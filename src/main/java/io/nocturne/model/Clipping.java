package io.nocturne.model;

import io.nocturne.model.OptimizerSpec.Parameter;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The clipping of gradients, as Keras's optimizers do it before anything else. */
final class Clipping {
  private Clipping() {}

  /** Returns the gradients, clipped as the spec says. */
  static List<Operand<TFloat32>> of(Ops tf, OptimizerSpec spec, List<Operand<TFloat32>> gradients) {
    if (spec.isOn(Parameter.CLIP_NORM)) {
      return byNorm(tf, spec.get(Parameter.CLIP_NORM), gradients);
    }
    if (spec.isOn(Parameter.CLIP_NORM_EACH)) {
      double limit = spec.get(Parameter.CLIP_NORM_EACH);
      return gradients.stream()
          .flatMap(gradient -> byNorm(tf, limit, List.of(gradient)).stream())
          .toList();
    }
    if (spec.isOn(Parameter.CLIP_VALUE)) {
      Operand<TFloat32> limit = tf.constant((float) spec.get(Parameter.CLIP_VALUE));
      Operand<TFloat32> negative = tf.math.neg(limit);
      return gradients.stream()
          .<Operand<TFloat32>>map(gradient -> tf.clipByValue(gradient, negative, limit))
          .toList();
    }
    return gradients;
  }

  /** Scales gradients down together, so that their norm is at most the limit. */
  private static List<Operand<TFloat32>> byNorm(
      Ops tf, double maxNorm, List<Operand<TFloat32>> gradients) {
    Operand<TFloat32> norm = Norms.ofAll(tf, gradients);
    Operand<TFloat32> limit = tf.constant((float) maxNorm);
    Operand<TFloat32> scale = tf.math.div(limit, tf.math.maximum(norm, limit));
    return gradients.stream()
        .<Operand<TFloat32>>map(gradient -> tf.math.mul(gradient, scale))
        .toList();
  }
}
