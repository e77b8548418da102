package io.nocturne.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The values that one direction computed when it read a sequence.
 *
 * @param initial the state before the first step, [B, H]; empty for zeros
 * @param kernels the kernel of the direction, split
 * @param steps in the order in which they were read
 */
record GruActivations(
    GruDirection direction,
    GruDirection.ReadingOrder order,
    GruInput input,
    Optional<Operand<TFloat32>> initial,
    GateBlocks kernels,
    List<GruStep> steps) {

  /** Returns the final state, [B, H]. */
  Operand<TFloat32> lastState() {
    return steps.get(steps.size() - 1).state();
  }

  /** Returns the states after all steps, [T·B, H], time-major. */
  Operand<TFloat32> states(Ops tf) {
    return stack(tf, steps.stream().map(GruStep::state).toList());
  }

  /** Joins values of the steps in reading order, [B, K] each, to [T·B, K], time-major. */
  Operand<TFloat32> stack(Ops tf, List<Operand<TFloat32>> read) {
    // Concat takes two or more. Pack copies more slowly: 5 % of a training step.
    return read.size() == 1 ? read.get(0) : tf.concat(reordered(read), tf.constant(0));
  }

  /** Converts values of the steps from reading order to sequence order, or back. */
  <T> List<T> reordered(List<T> values) {
    List<T> reordered = new ArrayList<>(values);
    if (order == GruDirection.ReadingOrder.BACKWARD) {
      Collections.reverse(reordered);
    }
    return reordered;
  }
}
