package io.nocturne.model;

import io.nocturne.runtime.Variables;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where the layers of a network get their weights. */
@FunctionalInterface
interface WeightSource {

  /**
   * The value of a weight.
   *
   * @param name such as {@code dense/kernel}
   * @param initializer makes the value that it has before it is trained or restored
   */
  Operand<TFloat32> weight(String name, Shape shape, Initializer initializer);

  /** Adds each weight to the graph as a variable. */
  static WeightSource variables(Ops graphOps, Variables variables) {
    Ops tf = graphOps.withSubScope("initializers");
    return (name, shape, initializer) ->
        variables.addFloat(name, shape, initializer.value(tf, name, shape)).read();
  }

  /** Takes each weight from where it has been computed, such as a function's arguments. */
  static WeightSource given(Map<String, Operand<TFloat32>> values) {
    return (name, shape, initializer) -> {
      Operand<TFloat32> value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("there must be a weight " + name + ", there is none");
      }
      return value;
    };
  }
}
