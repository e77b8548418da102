package io.nocturne.model;

import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** A graph in which the tests build single layers and read their values. */
final class LayerBench implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Variables variables = new Variables(graph);

  /** An initial value equal everywhere, as Keras's {@code Constant}. */
  static Initializer constant(double value) {
    return (tf, name, shape) -> tf.fill(tf.constant(shape), tf.constant((float) value));
  }

  Ops tf() {
    return tf;
  }

  Variables variables() {
    return variables;
  }

  Operand<TFloat32> constant(Shape shape, float... values) {
    return tf.reshape(tf.constant(values), tf.constant(shape));
  }

  /** The value in a new session, row-major, with all variables at their initial values. */
  float[] value(Operand<TFloat32> operand) {
    try (Session session = session();
        Result result = session.runner().fetch(operand).run()) {
      return Tensors.toArray((TFloat32) result.get(0));
    }
  }

  /** A new session with all variables at their initial values; the caller closes it. */
  Session session() {
    Session session = new Session(graph, SessionSettings.defaults().toConfig());
    if (!variables.all().isEmpty()) {
      variables.initialize(session);
    }
    return session;
  }

  /** The graph's ops of a type. */
  List<NodeDef> opsOfType(String type) {
    return graph.toGraphDef().getNodeList().stream()
        .filter(node -> node.getOp().equals(type))
        .toList();
  }

  @Override
  public void close() {
    graph.close();
  }
}
