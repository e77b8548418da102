package io.nocturne.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The weights of one direction of a layer, or the gradients by them, laid out as Keras lays them
 * out: gates side by side in the order update, reset, candidate (z, r, h).
 *
 * @param kernel [D, 3H]
 * @param recurrentKernel [H, 3H]
 * @param bias [2, 3H]: of the input, of the state
 */
record GruWeights(
    Operand<TFloat32> kernel, Operand<TFloat32> recurrentKernel, Operand<TFloat32> bias) {

  /** The weights {@code NAME/kernel}, {@code /recurrent_kernel} and {@code /bias}. */
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

  /** Those of each of a layer's directions, in their order. */
  static List<GruWeights> ofLayer(
      WeightSource weights, String name, GruShape shape, Initializers initializers) {
    return shape.directions().prefixes(name).stream()
        .map(direction -> of(weights, direction, shape, initializers))
        .toList();
  }

  /** Notes these as the gradients by the weights of that name. */
  void putInto(Gradients gradients, String name) {
    gradients.put(name + "/kernel", kernel);
    gradients.put(name + "/recurrent_kernel", recurrentKernel);
    gradients.put(name + "/bias", bias);
  }
}
