package io.nocturne.model;

import io.nocturne.model.GruDirection.ReadingOrder;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer of one GRU that reads the sequence from the first step to the last. It is made of small
 * ops, which every device has.
 */
final class ForwardGru implements RecurrentLayer {
  private final GruDirection forward;

  /** Creates a layer with the weights {@code NAME/…}. */
  ForwardGru(
      WeightSource weights,
      String name,
      GruShape shape,
      Initializers initializers,
      MatrixProduct products) {
    forward = new GruDirection(weights, name, shape, initializers, products);
  }

  @Override
  public LayerOutput sequence(Ops tf, GruInput input, GruSpan span, ConstantHoisting hoist) {
    GruActivations activations = forward.read(tf, input, span, ReadingOrder.FORWARD, hoist);
    Operand<TFloat32> states = activations.states(tf);
    return new LayerOutput(
        states,
        (back, gradient, gradients) ->
            new GruBackward(back, activations, states).fromSequence(gradient, gradients));
  }

  @Override
  public LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    GruActivations activations = forward.read(tf, input, steps, ReadingOrder.FORWARD, hoist);
    return new LayerOutput(
        activations.lastState(),
        (back, gradient, gradients) ->
            new GruBackward(back, activations, activations.states(back))
                .fromLastState(gradient, gradients));
  }
}
