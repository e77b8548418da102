package io.nocturne.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The formulas of one step of a GRU, which {@link GruDirection} shows. */
final class GruCell {
  private final Ops tf;
  private final MatrixProduct products;
  private final Operand<TFloat32> recurrentKernel;
  private final Operand<TFloat32> candidateBias;
  private final Operand<TInt32> columns;
  private final Operand<TInt32> blocks;

  /**
   * Prepares the steps of a graph.
   *
   * @param recurrentKernel [H, 3H]
   * @param candidateBias the recurrent bias of the candidate, ch, [H]
   * @param units H
   */
  GruCell(
      Ops tf,
      MatrixProduct products,
      Operand<TFloat32> recurrentKernel,
      Operand<TFloat32> candidateBias,
      int units) {
    this.tf = tf;
    this.products = products;
    this.recurrentKernel = recurrentKernel;
    this.candidateBias = candidateBias;
    columns = tf.constant(1);
    blocks = tf.constant(new int[] {2 * units, units});
  }

  /** Computes a first step, from a state of zeros. */
  GruStep first(GateBlocks inputs) {
    Operand<TFloat32> gates = tf.math.sigmoid(inputs.gates());
    List<Output<TFloat32>> each = tf.split(columns, gates, 2L).output();
    Operand<TFloat32> candidate = candidate(inputs, each.get(1), candidateBias);
    Operand<TFloat32> change = tf.math.neg(candidate);
    return step(each, candidateBias, candidate, change);
  }

  /** Computes a step from the state after the step before. */
  GruStep next(GateBlocks inputs, Operand<TFloat32> state) {
    List<Output<TFloat32>> recurrentProducts =
        tf.splitV(products.of(tf, state, recurrentKernel), blocks, columns, 2L).output();
    Operand<TFloat32> gates =
        tf.math.sigmoid(tf.math.add(inputs.gates(), recurrentProducts.get(0)));
    List<Output<TFloat32>> each = tf.split(columns, gates, 2L).output();
    Operand<TFloat32> recurrent = tf.math.add(recurrentProducts.get(1), candidateBias);
    Operand<TFloat32> candidate = candidate(inputs, each.get(1), recurrent);
    Operand<TFloat32> change = tf.math.sub(state, candidate);
    return step(each, recurrent, candidate, change);
  }

  private Operand<TFloat32> candidate(
      GateBlocks inputs, Operand<TFloat32> reset, Operand<TFloat32> recurrent) {
    return tf.math.tanh(tf.math.add(inputs.candidate(), tf.math.mul(reset, recurrent)));
  }

  private GruStep step(
      List<Output<TFloat32>> gates,
      Operand<TFloat32> recurrent,
      Operand<TFloat32> candidate,
      Operand<TFloat32> change) {
    // z∘h + (1 − z)∘h' with one product less.
    Operand<TFloat32> state = tf.math.add(candidate, tf.math.mul(gates.get(0), change));
    return new GruStep(gates.get(0), gates.get(1), recurrent, candidate, state);
  }
}
