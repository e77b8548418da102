package io.nocturne.export;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tensorflow.proto.SavedModel;

/**
 * The description of a model that Keras 2 adds to its SavedModel, since TensorFlow 2.5 in {@code
 * keras_metadata.pb}, and before in the graph. TF Java has no classes for Keras's message; the
 * numbers of its fields are those of {@code saved_metadata.proto}.
 */
final class KerasMetadata {
  private static final int NODES = 1;
  private static final int METADATA = 5;

  private KerasMetadata() {}

  /**
   * Returns the model's description in JSON.
   *
   * @param folder of a SavedModel
   * @return empty if it is not one of Keras 2's
   */
  static Optional<String> read(Path folder) throws IOException {
    Path file = folder.resolve("keras_metadata.pb");
    try {
      return Files.exists(file)
          ? root(UnknownFieldSet.parseFrom(InputFile.bytes(file)))
          : inGraph(SavedModel.parseFrom(InputFile.bytes(SavedModelLayout.graph(folder))));
    } catch (InvalidProtocolBufferException e) {
      throw new UserIOException(folder + ": is damaged; save the model again", e);
    }
  }

  /** Returns the description of the first object, which is the model. */
  private static Optional<String> root(UnknownFieldSet metadata)
      throws InvalidProtocolBufferException {
    if (metadata.getField(NODES).getLengthDelimitedList().isEmpty()) {
      return Optional.empty();
    }
    UnknownFieldSet node =
        UnknownFieldSet.parseFrom(metadata.getField(NODES).getLengthDelimitedList().get(0));
    return node.getField(METADATA).getLengthDelimitedList().stream()
        .map(text -> text.toStringUtf8())
        .findFirst();
  }

  @SuppressWarnings("deprecation") // The field is deprecated in favor of keras_metadata.pb.
  private static Optional<String> inGraph(SavedModel model) {
    return model.getMetaGraphsList().stream()
        .flatMap(graph -> graph.getObjectGraphDef().getNodesList().stream().limit(1))
        .map(node -> node.getUserObject().getMetadata())
        .filter(text -> text.startsWith("{"))
        .findFirst();
  }
}
