package io.nocturne.export;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.VariableDef;

/**
 * The contents of any SavedModel, read without TensorFlow.
 *
 * @param tensorflow version of the library that wrote it; empty if unknown
 * @param tags of its graph, such as serve
 * @param signatures ordered by name
 * @param variables names as in its checkpoint, in their order
 */
public record SavedModelSummary(
    String tensorflow, List<String> tags, List<SignatureText> signatures, List<String> variables) {

  /**
   * A signature of the model.
   *
   * @param name such as serving_default
   * @param inputs each as "notes: int32 [-1, 40]", ordered by name
   * @param outputs in the same form
   */
  public record SignatureText(String name, List<String> inputs, List<String> outputs) {}

  /** Returns whether a folder has the graph of a SavedModel. */
  public static boolean isSavedModel(Path folder) {
    return Files.isRegularFile(SavedModelLayout.graph(folder));
  }

  /** Returns the file with a SavedModel's weights. */
  public static Path weights(Path folder) {
    return SavedModelLayout.weights(folder);
  }

  /**
   * Reads the first graph of a SavedModel.
   *
   * @throws UserIOException if saved_model.pb is damaged or has no graph
   * @throws IOException if it cannot be read
   */
  public static SavedModelSummary read(Path folder) throws IOException {
    MetaGraphDef graph = graph(folder);
    try {
      return new SavedModelSummary(
          graph.getMetaInfoDef().getTensorflowVersion(),
          List.copyOf(graph.getMetaInfoDef().getTagsList()),
          signatures(graph),
          variables(graph));
    } catch (InvalidProtocolBufferException e) {
      throw damaged(folder, e);
    }
  }

  /** Returns the first graph of a SavedModel, as {@link #read}. */
  static MetaGraphDef graph(Path folder) throws IOException {
    try {
      SavedModel model = SavedModel.parseFrom(InputFile.bytes(SavedModelLayout.graph(folder)));
      if (model.getMetaGraphsCount() == 0) {
        throw new UserIOException(folder + ": saved_model.pb has no graph; export it again");
      }
      return model.getMetaGraphs(0);
    } catch (InvalidProtocolBufferException e) {
      throw damaged(folder, e);
    }
  }

  private static UserIOException damaged(Path folder, InvalidProtocolBufferException e) {
    return new UserIOException(folder + ": saved_model.pb is damaged; export it again", e);
  }

  private static List<SignatureText> signatures(MetaGraphDef graph) {
    List<SignatureText> signatures = new ArrayList<>();
    for (Map.Entry<String, SignatureDef> entry :
        new TreeMap<>(graph.getSignatureDefMap()).entrySet()) {
      signatures.add(
          new SignatureText(
              entry.getKey(),
              tensors(entry.getValue().getInputsMap()),
              tensors(entry.getValue().getOutputsMap())));
    }
    return signatures;
  }

  private static List<String> tensors(Map<String, TensorInfo> tensors) {
    List<String> described = new ArrayList<>();
    new TreeMap<>(tensors).forEach((name, tensor) -> described.add(name + ": " + type(tensor)));
    return described;
  }

  private static String type(TensorInfo tensor) {
    String type =
        tensor.getDtype() == DataType.DT_FLOAT
            ? "float32"
            : tensor.getDtype().name().replaceFirst("^DT_", "").toLowerCase(Locale.ROOT);
    String shape =
        tensor.getTensorShape().getUnknownRank()
            ? "of any shape"
            : tensor.getTensorShape().getDimList().stream()
                .map(dimension -> Long.toString(dimension.getSize()))
                .collect(Collectors.joining(", ", "[", "]"));
    return type + " " + shape;
  }

  /** Returns the names of the variables. */
  static List<String> variables(MetaGraphDef graph) throws InvalidProtocolBufferException {
    List<String> names = new ArrayList<>();
    for (ByteString variable :
        graph
            .getCollectionDefOrDefault("variables", CollectionDef.getDefaultInstance())
            .getBytesList()
            .getValueList()) {
      names.add(VariableDef.parseFrom(variable).getVariableName().replaceFirst(":0$", ""));
    }
    return names;
  }
}
