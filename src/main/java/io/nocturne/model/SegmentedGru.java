package io.nocturne.model;

import io.nocturne.model.GruDirection.ReadingOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A layer of GRUs for training: the network of {@link BidirectionalGru} or {@link ForwardGru}, read
 * in segments, with a backward pass. It is made of small ops, which every device has.
 */
final class SegmentedGru implements RecurrentLayer {
  private static final List<ReadingOrder> ORDERS =
      List.of(ReadingOrder.FORWARD, ReadingOrder.BACKWARD);
  private static final List<String> SCOPES = List.of("forward", "backward");

  private final List<GruDirection> directions = new ArrayList<>();

  /** Creates a layer with the variables of the portable layer of this name. */
  SegmentedGru(
      WeightSource weights,
      String name,
      GruShape shape,
      Initializers initializers,
      MatrixProduct products) {
    for (String prefix : shape.directions().prefixes(name)) {
      directions.add(new GruDirection(weights, prefix, shape, initializers, products));
    }
  }

  @Override
  public LayerOutput sequence(Ops tf, GruInput input, GruSpan span, ConstantHoisting hoist) {
    if (directions.size() > 1) {
      span.requireFromZeros("a bidirectional layer");
    }
    List<GruSegments> read = read(tf, input, span);
    return output(tf, read, GruSegments::states, GruBackward::fromSequence);
  }

  @Override
  public LayerOutput lastStates(Ops tf, GruInput input, int steps, ConstantHoisting hoist) {
    List<GruSegments> read = read(tf, input, GruSpan.fromZeros(steps));
    return output(tf, read, GruSegments::lastState, GruBackward::fromLastState);
  }

  /** The backward pass of one direction. */
  @FunctionalInterface
  private interface Pass {
    Operand<TFloat32> apply(GruBackward backward, Operand<TFloat32> gradient, Gradients gradients);
  }

  private List<GruSegments> read(Ops tf, GruInput input, GruSpan span) {
    List<GruSegments> read = new ArrayList<>();
    for (int i = 0; i < directions.size(); i++) {
      Ops scope = tf.withSubScope(SCOPES.get(i));
      ReadingOrder order = ORDERS.get(i);
      int units = directions.get(i).units();
      Operand<TFloat32> initial =
          span.initial().orElseGet(() -> input.zeroStates(scope, span.steps(), units));
      read.add(
          new GruSegmentReader(scope, directions.get(i), order).read(input, span.steps(), initial));
    }
    return read;
  }

  private LayerOutput output(
      Ops tf,
      List<GruSegments> read,
      BiFunction<GruSegments, Ops, Operand<TFloat32>> values,
      Pass pass) {
    List<Operand<TFloat32>> states = read.stream().map(each -> values.apply(each, tf)).toList();
    Operand<TInt32> columns = tf.constant(1);
    return new LayerOutput(
        states.size() == 1 ? states.get(0) : tf.concat(states, columns),
        (back, gradient, gradients) -> {
          List<Operand<TFloat32>> parts = new ArrayList<>();
          if (read.size() == 1) {
            parts.add(gradient);
          } else {
            parts.addAll(back.split(back.constant(1), gradient, (long) read.size()).output());
          }
          List<Operand<TFloat32>> inputs = new ArrayList<>();
          for (int i = 0; i < read.size(); i++) {
            Ops scope = back.withSubScope(SCOPES.get(i));
            inputs.add(pass.apply(new GruBackward(scope, read.get(i)), parts.get(i), gradients));
          }
          return inputs.size() == 1 ? inputs.get(0) : back.math.add(inputs.get(0), inputs.get(1));
        });
  }
}
