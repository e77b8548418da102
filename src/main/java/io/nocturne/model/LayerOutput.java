package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a layer makes of its input, and the way back through it.
 *
 * @param output the layer's output
 * @param backward adds the ops of the way back; only training calls it
 */
record LayerOutput(Operand<TFloat32> output, Backward backward) {

  /** The way back through a layer: the chain rule, written out. */
  @FunctionalInterface
  interface Backward {
    /**
     * Adds the gradients by the layer's weights.
     *
     * @param gradient of the loss by the layer's output, of its shape
     * @param gradients where those by the weights go
     * @return the gradient by the layer's input, of its shape
     */
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> gradient, Gradients gradients);
  }
}
