package io.nocturne.model;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/** A layer of two GRUs that read the sequence in opposite directions, concatenated. */
final class BidirectionalGru {
  private final int units;
  private final GruDirection forward;
  private final GruDirection backward;

  /** Has the weights {@code NAME/forward/…} and {@code NAME/backward/…}. */
  BidirectionalGru(
      Weights weights, String name, GruShape shape, Initializers initializers, Products products) {
    units = shape.units();
    forward = new GruDirection(weights, name + "/forward", shape, initializers, products);
    backward = new GruDirection(weights, name + "/backward", shape, initializers, products);
  }

  /** Both directions' states at every step: [T·B, D] in, [T·B, 2H] out. */
  Operand<TFloat32> sequence(Ops tf, Operand<TFloat32> sequence, int steps) {
    Operand<TFloat32> forwards = stack(tf, forward(tf, sequence, steps));
    Operand<TFloat32> backwards = stack(tf, backward(tf, sequence, steps));
    Operand<TFloat32> both = tf.concat(List.of(forwards, backwards), tf.constant(2)); // [T, B, 2H]
    return tf.reshape(both, tf.constant(new int[] {-1, 2 * units}));
  }

  /** Each direction's state when it has read everything: [T·B, D] in, [B, 2H] out. */
  Operand<TFloat32> lastStates(Ops tf, Operand<TFloat32> sequence, int steps) {
    return tf.concat(
        List.of(forward(tf, sequence, steps).get(steps - 1), backward(tf, sequence, steps).get(0)),
        tf.constant(1));
  }

  private List<Operand<TFloat32>> forward(Ops tf, Operand<TFloat32> sequence, int steps) {
    return forward.states(tf.withSubScope("forward"), sequence, steps, GruDirection.Order.FORWARD);
  }

  private List<Operand<TFloat32>> backward(Ops tf, Operand<TFloat32> sequence, int steps) {
    return backward.states(
        tf.withSubScope("backward"), sequence, steps, GruDirection.Order.BACKWARD);
  }

  private static Operand<TFloat32> stack(Ops tf, List<Operand<TFloat32>> states) {
    return tf.stack(new ArrayList<>(states), Stack.axis(0L));
  }
}
