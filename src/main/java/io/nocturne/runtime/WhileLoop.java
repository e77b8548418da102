package io.nocturne.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.While;

/**
 * A loop inside a graph, as one op with a function for its condition and one for its body.
 *
 * <p>TF Java 1.1: {@code Graph.whileLoop} makes the older kind, of many ops; functions take no
 * variants, so that no TensorList can be part of the state. Neither kind has a gradient there.
 */
public final class WhileLoop {
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
    try (ConcreteFunction test = function(name + "_condition", states, condition);
        ConcreteFunction iteration = function(name + "_body", states, body)) {
      List<Operand<?>> initial = new ArrayList<>();
      states.forEach(state -> initial.add(state.initial()));
      List<Shape> shapes = states.stream().map(State::shape).toList();
      return While.create(tf.scope(), initial, test, iteration, While.outputShapes(shapes))
          .output();
    }
  }

  private static ConcreteFunction function(String name, List<State> states, LoopFunction part) {
    return GraphFunction.concrete(name, states.stream().map(State::argument).toList(), part::apply);
  }
}
