package io.nocturne.model;

import org.tensorflow.op.Ops;

/** A GRU layer with its forward and backward pass. All implementations have the same variables. */
interface RecurrentLayer {

  /** Returns the states of all directions at every step, [T·B, directions · H]. */
  LayerOutput sequence(Ops tf, GruInput input, int steps, ConstantHoisting hoist);

  /** Returns the final state of each direction, [B, directions · H]. */
  LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist);
}
