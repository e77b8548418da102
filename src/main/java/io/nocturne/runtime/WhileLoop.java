package io.nocturne.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TInt32;

/**
 * A loop inside a graph, as one op with a function for its condition and one for its body.
 *
 * <p>TF Java 1.1: {@code Graph.whileLoop} makes the older kind, of many ops; functions take no
 * variants, so that no TensorList can be part of the state. Neither kind has a gradient there.
 *
 * <p>Like the loops of TensorFlow for Python, it counts its iterations in a state before all others
 * and has their maximum, -1 for none, in a second one: tf2onnx takes no other loops.
 */
public final class WhileLoop {
  /** The number of states before those of the caller. */
  private static final int COUNTERS = 2;

  private WhileLoop() {}

  /**
   * A loop variable.
   *
   * @param initial its value before the first iteration
   * @param shape its shape in every iteration; -1 for a dimension that may change
   */
  public record State(Operand<?> initial, Shape shape) {
    public State {
      Objects.requireNonNull(initial, "initial");
      Objects.requireNonNull(shape, "shape");
    }

    private GraphFunction.Argument argument() {
      return new GraphFunction.Argument(initial.asOutput().dataType(), shape);
    }
  }

  /** The ops of a function, in its own graph. */
  @FunctionalInterface
  public interface LoopFunction {
    /**
     * Adds the ops.
     *
     * @param tf the function's graph
     * @param state in the order of the loop's states
     * @return for the condition one bool; for the body as many values of the same types, in the
     *     same order
     */
    List<Operand<?>> apply(Ops tf, List<Operand<?>> state);
  }

  /**
   * Adds a loop that runs while its condition holds.
   *
   * @param name prefix of its functions' names
   * @return the values after the last iteration, in the order of the states
   */
  public static List<Output<?>> run(
      Ops tf, String name, List<State> states, LoopFunction condition, LoopFunction body) {
    List<State> counted = new ArrayList<>();
    counted.add(new State(tf.constant(0), Shape.scalar()));
    counted.add(new State(tf.constant(-1), Shape.scalar()));
    counted.addAll(states);
    try (ConcreteFunction test =
            function(name + "_condition", counted, (ops, all) -> condition.apply(ops, own(all)));
        ConcreteFunction iteration =
            function(name + "_body", counted, (ops, all) -> afterOne(ops, all, body))) {
      Scope scope = tf.scope();
      Operation operation =
          scope
              .env()
              .opBuilder("StatelessWhile", scope.makeOpName("StatelessWhile"), scope)
              .addInputList(
                  counted.stream()
                      .map(state -> state.initial().asOutput())
                      .toArray(Output<?>[]::new))
              .setAttr("cond", test)
              .setAttr("body", iteration)
              .setAttr("output_shapes", counted.stream().map(State::shape).toArray(Shape[]::new))
              .setAttr(GraphFunction.LOWERED, true)
              .build();
      return own(
          IntStream.range(0, counted.size()).<Output<?>>mapToObj(operation::output).toList());
    }
  }

  /** Returns what a caller knows as the states. */
  private static <T> List<T> own(List<T> all) {
    return all.subList(COUNTERS, all.size());
  }

  private static List<Operand<?>> afterOne(Ops tf, List<Operand<?>> all, LoopFunction body) {
    @SuppressWarnings("unchecked") // As it was created.
    Operand<TInt32> count = (Operand<TInt32>) all.get(0);
    List<Operand<?>> after = new ArrayList<>();
    after.add(tf.math.add(count, tf.constant(1)));
    after.add(all.get(1));
    after.addAll(body.apply(tf, own(all)));
    return after;
  }

  private static ConcreteFunction function(String name, List<State> states, LoopFunction part) {
    return GraphFunction.concrete(name, states.stream().map(State::argument).toList(), part::apply);
  }
}
