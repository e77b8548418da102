package io.nocturne.model;

import org.tensorflow.op.Ops;

/** A bidirectional GRU layer, forwards and backwards, on variables that are the same for all. */
interface RecurrentLayer {

  /** Both directions' states at every step, [T·B, 2H]. */
  LayerOutput sequence(Ops tf, GruInput input, int steps, ConstantHoisting hoist);

  /** Each direction's state when it has read everything, [B, 2H]. */
  LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist);
}
