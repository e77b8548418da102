package io.nocturne.model;

import io.nocturne.model.GruDirection.ReadingOrder;
import org.tensorflow.op.Ops;

/**
 * A layer of one GRU that reads the sequence from the first step to the last, for predictions. It
 * is made of small ops, which every device has.
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
    return LayerOutput.forward(read(tf, input, span, hoist).states(tf));
  }

  @Override
  public LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    return LayerOutput.forward(read(tf, input, GruSpan.fromZeros(steps), hoist).lastState());
  }

  private GruActivations read(Ops tf, GruInput input, GruSpan span, ConstantHoisting hoist) {
    return forward.read(tf, input, span, ReadingOrder.FORWARD, hoist);
  }
}
