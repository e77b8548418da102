package io.nocturne.model;

import io.nocturne.runtime.Variables;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The source of a network's weights. */
@FunctionalInterface
interface WeightSource {

  /**
   * Returns the value of a weight.
   *
   * @param name such as {@code dense/kernel}
   * @param initializer makes its value before it is trained or restored
   */
  Operand<TFloat32> weight(String name, Shape shape, Initializer initializer);

  /** Returns a source that adds each weight to the graph as a variable. */
  static WeightSource variables(Ops graphOps, Variables variables) {
    Ops tf = graphOps.withSubScope("initializers");
    return (name, shape, initializer) ->
        variables.addFloat(name, shape, initializer.value(tf, name, shape)).read();
  }

  /** Returns a source of given values, such as a function's arguments. */
  static WeightSource given(Map<String, Operand<TFloat32>> values) {
    return (name, shape, initializer) -> {
      Operand<TFloat32> value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("the weight " + name + " is missing");
      }
      return value;
    };
  }
}
