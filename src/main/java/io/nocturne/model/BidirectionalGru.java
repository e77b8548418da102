package io.nocturne.model;

import io.nocturne.model.GruDirection.ReadingOrder;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer of two GRUs that read the sequence in opposite directions, concatenated, for predictions.
 * It is made of small ops, which every device has.
 */
final class BidirectionalGru implements RecurrentLayer {
  private final GruDirection forward;
  private final GruDirection backward;

  /** Creates a layer with the weights {@code NAME/forward/…} and {@code NAME/backward/…}. */
  BidirectionalGru(
      WeightSource weights,
      String name,
      GruShape shape,
      Initializers initializers,
      MatrixProduct products) {
    forward = new GruDirection(weights, name + "/forward", shape, initializers, products);
    backward = new GruDirection(weights, name + "/backward", shape, initializers, products);
  }

  @Override
  public LayerOutput sequence(Ops tf, GruInput input, GruSpan span, ConstantHoisting hoist) {
    span.requireFromZeros("a bidirectional layer");
    int steps = span.steps();
    return LayerOutput.forward(
        columns(
            tf,
            forwards(tf, input, steps, hoist).states(tf),
            backwards(tf, input, steps, hoist).states(tf)));
  }

  @Override
  public LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    return LayerOutput.forward(
        columns(
            tf,
            forwards(tf, input, steps, hoist).lastState(),
            backwards(tf, input, steps, hoist).lastState()));
  }

  private GruActivations forwards(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    return forward.read(tf.withSubScope("forward"), input, steps, ReadingOrder.FORWARD, hoist);
  }

  private GruActivations backwards(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    return backward.read(tf.withSubScope("backward"), input, steps, ReadingOrder.BACKWARD, hoist);
  }

  private static Operand<TFloat32> columns(
      Ops tf, Operand<TFloat32> left, Operand<TFloat32> right) {
    return tf.concat(List.of(left, right), tf.constant(1));
  }
}
