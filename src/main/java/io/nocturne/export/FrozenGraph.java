package io.nocturne.export;

import com.google.protobuf.ByteString;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.model.InferenceModel;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables.Variable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * A network as one GraphDef with its weights as constants, the form that TensorFlow 1 calls frozen.
 *
 * <p>Input {@code notes}, int32 [-1, window]; outputs {@code logits} and {@code probabilities},
 * float32 [-1, vocabulary size], and for a network trained on every step {@code every_step},
 * float32 [-1, window, vocabulary size]. It has only the ops that these need.
 */
final class FrozenGraph {
  /** The maximum size of a protobuf message. */
  private static final long LIMIT_BYTES = Integer.MAX_VALUE;

  private FrozenGraph() {}

  /**
   * Writes the network. Folders that are missing are made.
   *
   * @param file replaced if it exists; it appears complete or not at all
   * @throws IOException if it cannot be written, or the weights are too large for the format
   */
  static void write(InferenceModel model, Path file) throws IOException {
    Folders.requireWritableFile(file);
    List<Operand<TFloat32>> outputs =
        new ArrayList<>(List.of(model.logits(), model.probabilities()));
    model.probabilitiesAtEveryPosition().ifPresent(outputs::add);
    GraphDef graph = needed(model.graphDef(), outputs.stream().map(o -> o.op().name()).toList());
    requireFits(file, graph.getSerializedSize(), model.variables());
    byte[] frozen = freeze(graph, model.variables(), model.session()).toByteArray();
    Folders.makeParent(file);
    AtomicFile.deleteLeftovers(file);
    AtomicFile.write(file, frozen);
  }

  static void requireFits(Path file, long graphBytes, List<Variable<?>> variables)
      throws IOException {
    long weights = variables.stream().mapToLong(v -> v.shape().size() * Float.BYTES).sum();
    if (weights + graphBytes > LIMIT_BYTES) {
      throw new UserIOException(
          String.format(
              Locale.ROOT,
              "%s: a frozen graph is at most 2 GB and the weights alone are %,d bytes; export a"
                  + " SavedModel",
              file,
              weights));
    }
  }

  /** Returns the nodes that the given outputs depend on, in the graph's order. */
  private static GraphDef needed(GraphDef graph, List<String> outputs) {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (needed.add(name)) {
        nodes.get(name).getInputList().forEach(input -> open.push(producer(input)));
      }
    }
    GraphDef.Builder part = GraphDef.newBuilder().setVersions(graph.getVersions());
    graph.getNodeList().stream().filter(n -> needed.contains(n.getName())).forEach(part::addNode);
    return part.build();
  }

  /** The node that an input names: {@code ^node} for control, else {@code node:output}. */
  private static String producer(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  /** Replaces each variable's handle by its value, and reading it by the identity. */
  private static GraphDef freeze(GraphDef graph, List<Variable<?>> variables, Session session) {
    Map<String, NodeDef> replacements = new HashMap<>();
    for (Variable<?> variable : variables) {
      String name = variable.handle().op().name();
      replacements.put(name, constant(name, value(variable, session)));
      String read = variable.read().op().name();
      replacements.put(read, identity(read, name));
    }
    GraphDef.Builder frozen = graph.toBuilder();
    for (NodeDef.Builder node : frozen.getNodeBuilderList()) {
      NodeDef replacement = replacements.get(node.getName());
      if (replacement != null) {
        node.clear().mergeFrom(replacement);
      }
    }
    return frozen.build();
  }

  private static NodeDef constant(String name, TensorProto value) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
        .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
        .build();
  }

  private static NodeDef identity(String name, String input) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Identity")
        .addInput(input)
        .putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
        .build();
  }

  private static TensorProto value(Variable<?> variable, Session session) {
    float[] weights;
    try (Result result = session.runner().fetch(variable.read()).run()) {
      weights = Tensors.toArray((TFloat32) result.get(0));
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(weights);
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape(variable.shape()))
        .setTensorContent(ByteString.copyFrom(bytes))
        .build();
  }

  private static TensorShapeProto shape(Shape shape) {
    TensorShapeProto.Builder message = TensorShapeProto.newBuilder();
    for (long size : shape.asArray()) {
      message.addDimBuilder().setSize(size);
    }
    return message.build();
  }
}
