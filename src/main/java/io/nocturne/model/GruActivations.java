package io.nocturne.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A sequence that one direction has read.
 *
 * @param kernels the direction's kernel
 * @param steps in the order in which they were read
 */
record GruActivations(
    GruDirection direction,
    GruDirection.ReadingOrder order,
    GruInput input,
    GateBlocks kernels,
    List<GruStep> steps) {

  /** The state when everything has been read, [B, H]. */
  Operand<TFloat32> lastState() {
    return steps.get(steps.size() - 1).state();
  }

  /** The states after all steps, [T·B, H], time-major. */
  Operand<TFloat32> states(Ops tf) {
    return stack(tf, steps.stream().map(GruStep::state).toList());
  }

  /** Values of the steps, [B, K] each, in the order of reading; in one, [T·B, K], time-major. */
  Operand<TFloat32> stack(Ops tf, List<Operand<TFloat32>> read) {
    // Concat takes two or more. Pack copies more slowly: 5 % of a training step.
    return read.size() == 1 ? read.get(0) : tf.concat(reordered(read), tf.constant(0));
  }

  /** Values of the steps from the order of reading to that of the sequence, or back. */
  <T> List<T> reordered(List<T> values) {
    List<T> reordered = new ArrayList<>(values);
    if (order == GruDirection.ReadingOrder.BACKWARD) {
      Collections.reverse(reordered);
    }
    return reordered;
  }
}
