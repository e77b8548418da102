package io.nocturne.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The weights of one direction of a layer, or the gradients with respect to them, in Keras's
 * layout: gates side by side in the order update, reset, candidate (z, r, h).
 *
 * @param kernel [D, 3H]
 * @param recurrentKernel [H, 3H]
 * @param bias [2, 3H]: for the input and for the state
 */
record GruWeights(
    Operand<TFloat32> kernel, Operand<TFloat32> recurrentKernel, Operand<TFloat32> bias) {

  /** Returns the weights {@code NAME/kernel}, {@code /recurrent_kernel} and {@code /bias}. */
  static GruWeights of(
      WeightSource weights, String name, GruShape shape, Initializers initializers) {
    long gates = 3L * shape.units();
    return new GruWeights(
        weights.weight(name + "/kernel", Shape.of(shape.inputs(), gates), initializers.kernel()),
        weights.weight(
            name + "/recurrent_kernel",
            Shape.of(shape.units(), gates),
            initializers.recurrentKernel()),
        weights.weight(name + "/bias", Shape.of(2, gates), initializers.bias()));
  }

  /** Returns the weights of each direction of a layer. */
  static List<GruWeights> ofLayer(
      WeightSource weights, String name, GruShape shape, Initializers initializers) {
    return shape.directions().prefixes(name).stream()
        .map(direction -> of(weights, direction, shape, initializers))
        .toList();
  }

  /** Puts these as the gradients with respect to the weights of that name. */
  void putInto(Gradients gradients, String name) {
    gradients.put(name + "/kernel", kernel);
    gradients.put(name + "/recurrent_kernel", recurrentKernel);
    gradients.put(name + "/bias", bias);
  }
}
