package io.nocturne.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The values that one direction computed when it read a sequence, unrolled.
 *
 * @param steps in the order in which they were read
 */
record GruActivations(GruDirection.ReadingOrder order, List<GruStep> steps) {

  /** Returns the final state, [B, H]. */
  Operand<TFloat32> lastState() {
    return steps.get(steps.size() - 1).state();
  }

  /** Returns the states after all steps, [T·B, H], time-major. */
  Operand<TFloat32> states(Ops tf) {
    return order.joined(tf, steps.stream().map(GruStep::state).toList());
  }
}
