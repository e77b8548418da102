package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The treatment of values that depend on the weights alone. */
@FunctionalInterface
interface ConstantHoisting {

  /** Computes them in every run, because the weights may have changed. */
  ConstantHoisting NONE = (tf, value) -> value;

  /** Returns the value, or a variable that holds it. */
  Operand<TFloat32> value(Ops tf, Operand<TFloat32> value);
}
