package io.nocturne.model;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The gradients of a loss with respect to a network's weights, by the weights' names. */
final class Gradients {
  private final Map<String, Operand<TFloat32>> byName = new HashMap<>();

  /** Sets the gradient with respect to a weight, of the weight's shape. */
  void put(String weight, Operand<TFloat32> gradient) {
    if (byName.putIfAbsent(weight, gradient) != null) {
      throw new IllegalStateException("the gradient with respect to " + weight + " is set already");
    }
  }

  /** Returns the gradient with respect to a weight. */
  Operand<TFloat32> get(String weight) {
    Operand<TFloat32> gradient = byName.get(weight);
    if (gradient == null) {
      throw new IllegalStateException("no gradient with respect to " + weight);
    }
    return gradient;
  }
}
