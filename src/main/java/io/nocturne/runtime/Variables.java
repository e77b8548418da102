package io.nocturne.runtime;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The resource variables of one graph, in the order in which they were added.
 *
 * <p>The ops carry TensorFlow 1's names, by which freeze_graph, TFLite and OpenVINO find them: the
 * handle {@code NAME}, the initial assignment {@code NAME/Assign}, the read {@code
 * NAME/Read/ReadVariableOp}. TF Java 1.1: {@code withName} refuses slashes, so the ops are built
 * with the op builder. The assignments are not registered as the graph's initializers, because the
 * SavedModel exporter would make those its main op and overwrite the restored weights.
 */
public final class Variables {
  private final Graph graph;
  private final List<Variable<?>> all = new ArrayList<>();

  /** Creates an empty list of variables. */
  public Variables(Graph graph) {
    this.graph = graph;
  }

  /** Adds a float32 variable with the given initial value, an operand of the same shape. */
  public Variable<TFloat32> addFloat(String name, Shape shape, Operand<TFloat32> initialValue) {
    return add(name, shape, initialValue, TFloat32.class, DataType.DT_FLOAT);
  }

  /** Adds an int64 variable with the given initial value, an operand of the same shape. */
  public Variable<TInt64> addLong(String name, Shape shape, Operand<TInt64> initialValue) {
    return add(name, shape, initialValue, TInt64.class, DataType.DT_INT64);
  }

  /** Returns the name of the op that reads a variable. */
  public static String readOp(String variable) {
    return variable + "/Read/ReadVariableOp";
  }

  /** Returns the variables in the order in which they were added. */
  public List<Variable<?>> all() {
    return List.copyOf(all);
  }

  /** Gives every variable its initial value. */
  public void initialize(Session session) {
    Session.Runner runner = session.runner();
    all.forEach(variable -> runner.addTarget(variable.assign()));
    runner.run().close();
  }

  private <T extends TType> Variable<T> add(
      String name, Shape shape, Operand<T> initialValue, Class<T> type, DataType dataType) {
    Scope scope = Ops.create(graph).scope();
    OperationBuilder handleBuilder = graph.opBuilder("VarHandleOp", name, scope);
    handleBuilder.setAttr("dtype", dataType);
    handleBuilder.setAttr("shape", shape);
    handleBuilder.setAttr("shared_name", name);
    Operand<? extends TType> handle = output(handleBuilder.build());

    OperationBuilder assignBuilder = graph.opBuilder("AssignVariableOp", name + "/Assign", scope);
    assignBuilder.addInput(handle.asOutput());
    assignBuilder.addInput(initialValue.asOutput());
    assignBuilder.setAttr("dtype", dataType);
    Operation assign = assignBuilder.build();

    OperationBuilder readBuilder = graph.opBuilder("ReadVariableOp", readOp(name), scope);
    readBuilder.addInput(handle.asOutput());
    readBuilder.setAttr("dtype", dataType);
    Operand<T> read = output(readBuilder.build());

    Variable<T> variable = new Variable<>(name, shape, type, handle, read, initialValue, assign);
    all.add(variable);
    return variable;
  }

  /** Returns the first output of an op, whose element type the compiler does not know. */
  @SuppressWarnings("unchecked")
  private static <T extends TType> Operand<T> output(Operation operation) {
    return (Operand<T>) operation.output(0);
  }

  /**
   * A resource variable of a graph.
   *
   * @param <T> element type
   * @param name its name in graph, checkpoint and SavedModel, such as {@code dense/kernel}
   * @param shape its shape
   * @param type the class of the element type
   * @param handle the resource
   * @param read its value, read once in a step
   * @param initialValue the value that {@code assign} assigns; can be fed
   * @param assign the op that gives it its initial value
   */
  public record Variable<T extends TType>(
      String name,
      Shape shape,
      Class<T> type,
      Operand<? extends TType> handle,
      Operand<T> read,
      Operand<T> initialValue,
      Operation assign) {}
}
