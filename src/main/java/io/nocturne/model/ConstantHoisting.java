package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What becomes of values that depend on the weights alone. */
@FunctionalInterface
interface ConstantHoisting {

  /** They are computed in every run, for the weights may have changed. */
  ConstantHoisting NONE = (tf, value) -> value;

  /** The value, from wherever it is kept. */
  Operand<TFloat32> value(Ops tf, Operand<TFloat32> value);
}
