package io.nocturne.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * Ops on float32 tensors that are built once and called several times in a graph.
 *
 * <p>TF Java 1.1: {@code ConcreteFunction} orders arguments by name and takes no variants, and
 * calls have no gradient.
 */
public final class GraphFunction implements AutoCloseable {
  /**
   * The attribute of a loop or conditional that may be replaced by ops without functions before it
   * runs, as those of TensorFlow for Python may be. TensorFlow.js 4.22 relies on it: within
   * functions it mistakes one result of an op for another.
   */
  static final String LOWERED = "_lower_using_switch_merge";

  private final ConcreteFunction function;
  private final int results;
  private final Calls calls;

  private GraphFunction(ConcreteFunction function, int results, Calls calls) {
    this.function = function;
    this.results = results;
    this.calls = calls;
  }

  /** The way in which calls are executed. */
  public enum Calls {
    /** Replaced by the function's ops when a session first runs them: the fastest way. */
    INLINED,
    /**
     * Executed one by one: a call starts when all its arguments are there, and ends before its
     * results are used. Less is in memory at once; TensorFlow 2.18 computes products without oneDNN
     * there.
     */
    SEPARATE
  }

  /** The ops of a function, in its own graph. */
  @FunctionalInterface
  public interface Body {
    /**
     * Adds the ops.
     *
     * @param tf the function's graph
     * @param arguments in order
     * @return the results, in order
     */
    List<Operand<TFloat32>> apply(Ops tf, List<Operand<TFloat32>> arguments);
  }

  /**
   * Builds a function; the caller closes it after adding the last call. Graphs have copies of it.
   *
   * @param name prefix of its name in graphs
   * @param calls the way in which all its calls are executed
   * @param arguments the shape of each; -1 for a dimension that differs between calls
   */
  public static GraphFunction of(String name, Calls calls, List<Shape> arguments, Body body) {
    List<Argument> floats =
        arguments.stream().map(shape -> new Argument(DataType.DT_FLOAT, shape)).toList();
    List<Operand<TFloat32>> results = new ArrayList<>();
    ConcreteFunction function =
        concrete(
            name,
            floats,
            (tf, values) -> {
              results.addAll(body.apply(tf, values.stream().map(GraphFunction::floats).toList()));
              return results;
            });
    return new GraphFunction(function, results.size(), calls);
  }

  /** Adds a call to a graph and returns its results, in order. */
  public List<Operand<TFloat32>> call(Ops tf, List<Operand<TFloat32>> arguments) {
    Scope scope = tf.scope();
    DataType[] types = new DataType[results];
    Arrays.fill(types, DataType.DT_FLOAT);
    Operation call =
        scope
            .env()
            .opBuilder("PartitionedCall", scope.makeOpName("PartitionedCall"), scope)
            .addInputList(arguments.stream().map(Operand::asOutput).toArray(Output<?>[]::new))
            .setAttr("Tout", types)
            .setAttr("f", function)
            .setAttr("_lower_as_multi_device_function", calls == Calls.INLINED)
            .build();
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < results; i++) {
      outputs.add(call.output(i));
    }
    return outputs;
  }

  @Override
  public void close() {
    function.close();
  }

  /**
   * An argument of any type.
   *
   * @param shape -1 for a dimension that differs between calls
   */
  record Argument(DataType type, Shape shape) {}

  /** The ops of a function on values of any type. */
  @FunctionalInterface
  interface AnyBody {
    /** Adds the ops and returns the results. */
    List<? extends Operand<?>> apply(Ops tf, List<Operand<?>> arguments);
  }

  /** Builds a function; the caller closes it. */
  static ConcreteFunction concrete(String name, List<Argument> arguments, AnyBody body) {
    return ConcreteFunction.create(
        tf -> {
          Signature.Builder signature = Signature.builder(name);
          List<Operand<?>> values = new ArrayList<>();
          for (Argument argument : arguments) {
            Operand<?> value = placeholder(tf.scope(), argument);
            signature.input(key("in", values.size()), value);
            values.add(value);
          }
          int count = 0;
          for (Operand<?> result : body.apply(tf, values)) {
            signature.output(key("out", count++), result);
          }
          return signature.build();
        });
  }

  /** Returns a name; the alphabetical order of names is that of the numbers. */
  private static String key(String prefix, int number) {
    return String.format("%s%04d", prefix, number);
  }

  private static Operand<?> placeholder(Scope scope, Argument argument) {
    OperationBuilder builder =
        scope.env().opBuilder("Placeholder", scope.makeOpName("argument"), scope);
    builder.setAttr("dtype", argument.type());
    builder.setAttr("shape", argument.shape());
    // What a function keeps of its arguments; without it, optimizers of converters lose the shapes.
    builder.setAttr("_output_shapes", new Shape[] {argument.shape()});
    return builder.build().output(0);
  }

  @SuppressWarnings("unchecked") // All arguments and results are float32.
  private static Operand<TFloat32> floats(Operand<?> value) {
    return (Operand<TFloat32>) value;
  }
}
