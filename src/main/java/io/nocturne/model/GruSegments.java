package io.nocturne.model;

import io.nocturne.model.GruDirection.ReadingOrder;
import io.nocturne.runtime.GraphFunction;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The values that one direction computed when it read a sequence in segments, for training.
 *
 * @param kernels the kernel of the direction, split
 * @param segments in the order in which they were read
 */
record GruSegments(
    GruDirection direction,
    ReadingOrder order,
    GruInput input,
    GateBlocks kernels,
    List<GruSegment> segments) {

  /** The maximum number of segments that TensorFlow executes as parts of one graph. */
  private static final int MAX_INLINED = 3;

  /**
   * Returns the way in which segments are executed: the fastest, unless it would need much memory.
   *
   * @param count number of segments of a sequence
   */
  static GraphFunction.Calls calls(int count) {
    return count > MAX_INLINED ? GraphFunction.Calls.SEPARATE : GraphFunction.Calls.INLINED;
  }

  /** Returns the state after the step that was read last, [B, H]. */
  Operand<TFloat32> lastState(Ops tf) {
    return shaped(tf, segments.get(segments.size() - 1).last());
  }

  /** Returns the states after all steps, [T·B, H], time-major. */
  Operand<TFloat32> states(Ops tf) {
    return shaped(
        tf,
        order.joined(tf, segments.stream().flatMap(segment -> segment.states().stream()).toList()));
  }

  /** Declares the shape of a function's result, which the graph does not know. */
  private Operand<TFloat32> shaped(Ops tf, Operand<TFloat32> states) {
    return tf.ensureShape(states, Shape.of(-1, direction.units()));
  }
}
