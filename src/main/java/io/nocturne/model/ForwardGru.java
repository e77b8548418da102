package io.nocturne.model;

import io.nocturne.model.GruDirection.Order;
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
      Weights weights, String name, GruShape shape, Initializers initializers, Products products) {
    forward = new GruDirection(weights, name, shape, initializers, products);
  }

  @Override
  public Pass sequence(Ops tf, GruInput input, int steps, Hoist hoist) {
    GruReading reading = forward.read(tf, input, steps, Order.FORWARD, hoist);
    Operand<TFloat32> states = reading.states(tf);
    return new Pass(
        states,
        (back, gradient, gradients) ->
            new GruBackward(back, reading, states).fromSequence(gradient, gradients));
  }

  @Override
  public Pass lastStates(Ops tf, GruInput input, int steps, Hoist hoist) {
    GruReading reading = forward.read(tf, input, steps, Order.FORWARD, hoist);
    return new Pass(
        reading.lastState(),
        (back, gradient, gradients) ->
            new GruBackward(back, reading, reading.states(back))
                .fromLastState(gradient, gradients));
  }
}
