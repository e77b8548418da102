package io.nocturne.export;

import com.google.protobuf.InvalidProtocolBufferException;
import io.nocturne.base.UserException;
import io.nocturne.base.UserIOException;
import io.nocturne.export.keras.TensorSource;
import io.nocturne.runtime.CheckpointReader;
import io.nocturne.runtime.CheckpointReader.Floats;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject.ObjectReference;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject.SerializedTensor;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject.SlotVariableReference;

/**
 * The objects in a checkpoint of TensorFlow 2, each with children of certain names. TensorFlow
 * names a tensor by the shortest path to it, which differs between programs, so tensors are found
 * from object to object.
 */
final class ObjectGraph implements TensorSource {
  private static final String GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH";
  private static final String VALUE = "VARIABLE_VALUE";
  private static final int ROOT = 0;

  private final Path source;
  private final CheckpointReader checkpoint;
  private final TrackableObjectGraph graph;

  private ObjectGraph(Path source, CheckpointReader checkpoint, TrackableObjectGraph graph) {
    this.source = source;
    this.checkpoint = checkpoint;
    this.graph = graph;
  }

  /**
   * Opens a checkpoint.
   *
   * @param source names it in messages
   * @param prefix folder and start of the name of the checkpoint's files
   * @throws UserIOException if it is damaged, or has no objects
   */
  static ObjectGraph open(Path source, Path prefix) throws UserIOException {
    try {
      CheckpointReader checkpoint = new CheckpointReader(prefix);
      return new ObjectGraph(
          source, checkpoint, TrackableObjectGraph.parseFrom(checkpoint.bytes(GRAPH)));
    } catch (TensorFlowException | InvalidProtocolBufferException e) {
      throw new UserIOException(message(source, firstLine(e)), e);
    }
  }

  private static String message(Path source, String problem) {
    return "%s: is not a checkpoint of Keras's, or a damaged one (%s); save the model again"
        .formatted(source, problem);
  }

  /**
   * Returns a tensor.
   *
   * @throws UserException if the checkpoint is damaged
   */
  @Override
  public Optional<StoredTensor> find(String path) {
    return reading(() -> tensor(path));
  }

  /** Reads something of the checkpoint, whose objects may be any. */
  private <T> T reading(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TensorFlowException | ArithmeticException e) {
      throw new UserException(message(source, firstLine(e)), e);
    }
  }

  private Optional<StoredTensor> tensor(String path) {
    int slot = path.indexOf('#');
    Optional<TrackableObject> object = object(slot < 0 ? path : path.substring(0, slot));
    if (slot >= 0) {
      object = object.flatMap(owner -> slot(owner, path.substring(slot + 1)));
    }
    return object
        .flatMap(
            found ->
                found.getAttributesList().stream()
                    .filter(attribute -> attribute.getName().equals(VALUE))
                    .findFirst())
        .map(attribute -> tensor(attribute.getCheckpointKey(), path));
  }

  /**
   * Returns the values of all variables by the names that they were given.
   *
   * @throws UserException if the checkpoint is damaged
   */
  Map<String, float[]> variables() {
    return reading(this::allVariables);
  }

  private Map<String, float[]> allVariables() {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (TrackableObject object : graph.getNodesList()) {
      for (SerializedTensor tensor : object.getAttributesList()) {
        if (tensor.getName().equals(VALUE)) {
          values.put(tensor.getFullName(), checkpoint.floats(tensor.getCheckpointKey()).values());
        }
      }
    }
    return values;
  }

  private TrackableObject node(int id) {
    if (id < 0 || id >= graph.getNodesCount()) {
      throw new UserException(message(source, "it has no object " + id));
    }
    return graph.getNodes(id);
  }

  private Optional<TrackableObject> object(String path) {
    int node = ROOT;
    for (String name : path.split("/", -1)) {
      Optional<ObjectReference> child =
          node(node).getChildrenList().stream()
              .filter(each -> each.getLocalName().equals(name))
              .findFirst();
      if (child.isEmpty()) {
        return Optional.empty();
      }
      node = child.get().getNodeId();
    }
    return Optional.of(node(node));
  }

  /** Returns what an optimizer keeps for a variable. */
  private Optional<TrackableObject> slot(TrackableObject owner, String name) {
    for (TrackableObject optimizer : graph.getNodesList()) {
      for (SlotVariableReference slot : optimizer.getSlotVariablesList()) {
        if (slot.getSlotName().equals(name)
            && node(slot.getOriginalVariableNodeId()).equals(owner)) {
          return Optional.of(node(slot.getSlotVariableNodeId()));
        }
      }
    }
    return Optional.empty();
  }

  private StoredTensor tensor(String key, String path) {
    if (path.endsWith("/iter") || path.endsWith("/_iterations")) {
      return new StoredTensor(List.of(), checkpoint.number(key));
    }
    Floats read = checkpoint.floats(key);
    return new StoredTensor(Arrays.stream(read.shape()).boxed().toList(), read.values());
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
