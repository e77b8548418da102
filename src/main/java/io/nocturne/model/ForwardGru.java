package io.nocturne.model;

import io.nocturne.model.GruDirection.ReadingOrder;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer of one GRU that reads the sequence from the first step to the last; of small ops, which
 * every device has.
 */
final class ForwardGru implements RecurrentLayer {
  private final GruDirection forward;

  /** Has the weights {@code NAME/…}. */
  ForwardGru(
      WeightSource weights,
      String name,
      GruShape shape,
      Initializers initializers,
      MatrixProduct products) {
    forward = new GruDirection(weights, name, shape, initializers, products);
  }

  @Override
  public LayerOutput sequence(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    GruActivations reading = forward.read(tf, input, steps, ReadingOrder.FORWARD, hoist);
    Operand<TFloat32> states = reading.states(tf);
    return new LayerOutput(
        states,
        (back, gradient, gradients) ->
            new GruBackward(back, reading, states).fromSequence(gradient, gradients));
  }

  @Override
  public LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    GruActivations reading = forward.read(tf, input, steps, ReadingOrder.FORWARD, hoist);
    return new LayerOutput(
        reading.lastState(),
        (back, gradient, gradients) ->
            new GruBackward(back, reading, reading.states(back))
                .fromLastState(gradient, gradients));
  }
}
