package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The output of a layer, and its backward pass.
 *
 * @param backward adds the ops of the backward pass; only training calls it
 */
record LayerOutput(Operand<TFloat32> output, Backward backward) {

  /** Returns the output of a layer that has no backward pass, because it is for predictions. */
  static LayerOutput forward(Operand<TFloat32> output) {
    return new LayerOutput(
        output,
        (tf, gradient, gradients) -> {
          throw new IllegalStateException("a layer for predictions has no backward pass");
        });
  }

  /** The backward pass of a layer: the chain rule, written out. */
  @FunctionalInterface
  interface Backward {
    /**
     * Adds the gradients of the loss with respect to the layer's weights.
     *
     * @param gradient with respect to the layer's output, of its shape
     * @param gradients receives those with respect to the weights
     * @return the gradient with respect to the layer's input, of its shape
     */
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> gradient, Gradients gradients);
  }
}
