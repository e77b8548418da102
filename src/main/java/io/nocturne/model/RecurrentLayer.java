package io.nocturne.model;

import org.tensorflow.op.Ops;

/** A GRU layer with its forward and backward pass. All implementations have the same variables. */
interface RecurrentLayer {

  /** Returns the states of all directions at every step, [T·B, directions · H]. */
  default LayerOutput sequence(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    return sequence(tf, input, GruSpan.fromZeros(steps), hoist);
  }

  /**
   * Returns the states of all directions at every step, [T·B, directions · H].
   *
   * @throws IllegalStateException if the layer also reads backwards, but the span does not start
   *     from zeros
   */
  LayerOutput sequence(Ops tf, GruInput input, GruSpan span, ConstantHoisting hoist);

  /** Returns the final state of each direction, [B, directions · H]. */
  LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist);
}
