package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** A fully connected layer without activation: {@code x·W + b}. */
final class Dense {
  private final String name;
  private final Operand<TFloat32> kernel;
  private final Operand<TFloat32> bias;

  /**
   * Creates a layer with the weights {@code NAME/kernel}, [inputs, units], and {@code NAME/bias},
   * [units].
   */
  Dense(WeightSource weights, String name, int inputs, int units, Initializers initializers) {
    this.name = name;
    kernel = weights.weight(name + "/kernel", Shape.of(inputs, units), initializers.kernel());
    bias = weights.weight(name + "/bias", Shape.of(units), initializers.bias());
  }

  /** Maps [N, inputs] to [N, units]. */
  LayerOutput apply(Ops tf, Operand<TFloat32> features, MatrixProduct products) {
    return new LayerOutput(
        tf.nn.biasAdd(products.of(tf, features, kernel), bias),
        (back, gradient, gradients) -> {
          gradients.put(
              name + "/kernel", products.of(back, features, gradient, MatMul.transposeA(true)));
          gradients.put(
              name + "/bias",
              back.reduceSum(gradient, back.constant(0), ReduceSum.keepDims(false)));
          return products.of(back, gradient, kernel, MatMul.transposeB(true));
        });
  }
}
