package io.nocturne.runtime;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBool;

/** Ops inside a graph of which one of two functions is executed. */
public final class Conditional {
  private Conditional() {}

  /** The ops of a function, in its own graph. */
  @FunctionalInterface
  public interface Branch {
    /**
     * Adds the ops.
     *
     * @param tf the function's graph
     * @param arguments in order
     * @return the results, of the same number and types in both branches
     */
    List<? extends Operand<?>> apply(Ops tf, List<Operand<?>> arguments);
  }

  /**
   * Adds the ops.
   *
   * @param name prefix of the functions' names
   * @param condition []
   * @param arguments of both branches
   * @param then executed if the condition holds
   * @param otherwise executed if not
   * @return the results; a dimension in which the branches differ is unknown
   */
  public static List<? extends Operand<?>> run(
      Ops tf,
      String name,
      Operand<TBool> condition,
      List<? extends Operand<?>> arguments,
      Branch then,
      Branch otherwise) {
    List<GraphFunction.Argument> shapes =
        arguments.stream()
            .map(Operand::asOutput)
            .map(value -> new GraphFunction.Argument(value.dataType(), value.shape()))
            .toList();
    try (ConcreteFunction first = GraphFunction.concrete(name + "_then", shapes, then::apply);
        ConcreteFunction second =
            GraphFunction.concrete(name + "_otherwise", shapes, otherwise::apply)) {
      List<TensorDescription> results = results(first);
      Scope scope = tf.scope();
      Operation operation =
          scope
              .env()
              .opBuilder("StatelessIf", scope.makeOpName("If"), scope)
              .addInput(condition.asOutput())
              .addInputList(arguments.stream().map(Operand::asOutput).toArray(Output<?>[]::new))
              .setAttr(
                  "Tout", results.stream().map(result -> result.dataType).toArray(DataType[]::new))
              .setAttr("then_branch", first)
              .setAttr("else_branch", second)
              .setAttr(GraphFunction.LOWERED, true)
              .setAttr("output_shapes", common(results, results(second)))
              .build();
      return IntStream.range(0, results.size()).mapToObj(operation::output).toList();
    }
  }

  private static List<TensorDescription> results(ConcreteFunction function) {
    return List.copyOf(function.signature().getOutputs().values());
  }

  private static Shape[] common(List<TensorDescription> some, List<TensorDescription> others) {
    return IntStream.range(0, some.size())
        .mapToObj(i -> common(some.get(i).shape, others.get(i).shape))
        .toArray(Shape[]::new);
  }

  private static Shape common(Shape shape, Shape other) {
    long[] sizes = shape.asArray();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = sizes[i] == other.get(i) ? sizes[i] : Shape.UNKNOWN_SIZE;
    }
    return Shape.of(sizes);
  }
}
