package io.nocturne.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A tensor of 3H columns, one block for the gates and one for the candidate.
 *
 * @param gates the 2H columns of the gates z and r
 * @param candidate the H columns of the candidate
 */
record GateBlocks(Operand<TFloat32> gates, Operand<TFloat32> candidate) {

  /**
   * Splits a tensor.
   *
   * @param axis the axis with 3H elements
   * @param units H
   */
  static GateBlocks of(Ops tf, Operand<TFloat32> value, int axis, int units) {
    List<Output<TFloat32>> blocks =
        tf.splitV(value, tf.constant(new int[] {2 * units, units}), tf.constant(axis), 2L).output();
    return new GateBlocks(blocks.get(0), blocks.get(1));
  }

  /** Joins both blocks to one tensor. */
  Operand<TFloat32> join(Ops tf, int axis) {
    return tf.concat(List.of(gates, candidate), tf.constant(axis));
  }
}
