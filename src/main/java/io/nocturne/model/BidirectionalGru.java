package io.nocturne.model;

import io.nocturne.model.GruDirection.ReadingOrder;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer of two GRUs that read the sequence in opposite directions, concatenated. It is made of
 * small ops, which every device has.
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
    GruActivations forwards = forwards(tf, input, steps, hoist);
    GruActivations backwards = backwards(tf, input, steps, hoist);
    Operand<TFloat32> forwardStates = forwards.states(tf);
    Operand<TFloat32> backwardStates = backwards.states(tf);
    return new LayerOutput(
        columns(tf, forwardStates, backwardStates),
        (back, gradient, gradients) -> {
          List<Output<TFloat32>> halves = halves(back, gradient);
          return back.math.add(
              new GruBackward(back.withSubScope("forward"), forwards, forwardStates)
                  .fromSequence(halves.get(0), gradients),
              new GruBackward(back.withSubScope("backward"), backwards, backwardStates)
                  .fromSequence(halves.get(1), gradients));
        });
  }

  @Override
  public LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    GruActivations forwards = forwards(tf, input, steps, hoist);
    GruActivations backwards = backwards(tf, input, steps, hoist);
    return new LayerOutput(
        columns(tf, forwards.lastState(), backwards.lastState()),
        (back, gradient, gradients) -> {
          List<Output<TFloat32>> halves = halves(back, gradient);
          Ops forwardScope = back.withSubScope("forward");
          Ops backwardScope = back.withSubScope("backward");
          return back.math.add(
              new GruBackward(forwardScope, forwards, forwards.states(forwardScope))
                  .fromLastState(halves.get(0), gradients),
              new GruBackward(backwardScope, backwards, backwards.states(backwardScope))
                  .fromLastState(halves.get(1), gradients));
        });
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

  private static List<Output<TFloat32>> halves(Ops tf, Operand<TFloat32> gradient) {
    return tf.split(tf.constant(1), gradient, 2L).output();
  }
}
