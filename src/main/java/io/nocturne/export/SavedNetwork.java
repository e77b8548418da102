package io.nocturne.export;

import com.google.protobuf.InvalidProtocolBufferException;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.InputFile;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.CheckpointReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The network of a SavedModel that {@link SavedModelWriter} wrote. If Python has saved it again, it
 * may be without signatures.
 *
 * <p>Its graph is never run: the ops of a file from elsewhere could read and write other files. The
 * weights are read from its checkpoint.
 *
 * @param ids that the network reads and predicts
 * @param vocabularyJson the content of {@code assets.extra/vocabulary.json}
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record SavedNetwork(ModelSpec spec, TokenIds ids, byte[] vocabularyJson, ModelState state) {

  /**
   * Reads a SavedModel.
   *
   * @param folder that holds {@code saved_model.pb}
   * @throws UserIOException if it is not a SavedModel of nocturne's, or a damaged one
   * @throws IOException if it cannot be read
   */
  static SavedNetwork read(Path folder) throws IOException {
    if (!SavedModelSummary.isSavedModel(folder)) {
      throw new UserIOException(
          folder
              + ": is not a SavedModel, saved_model.pb is missing; name a folder that export"
              + " wrote");
    }
    NetworkDescription description = description(folder);
    byte[] vocabularyJson = InputFile.bytes(existing(folder, SavedModelLayout.vocabulary(folder)));
    MetaGraphDef graph = SavedModelSummary.graph(folder);
    requireSignature(folder, description, graph);
    return new SavedNetwork(
        description.spec(), description.ids(), vocabularyJson, state(folder, graph));
  }

  private static ModelState state(Path folder, MetaGraphDef graph) throws IOException {
    Path checkpoint = SavedModelLayout.checkpoint(folder);
    try {
      List<String> names = SavedModelSummary.variables(graph);
      if (names.isEmpty()) { // Python has saved the model again.
        return ModelState.of(ObjectGraph.open(folder, checkpoint).variables());
      }
      CheckpointReader reader = new CheckpointReader(checkpoint);
      Map<String, float[]> weights = new LinkedHashMap<>();
      names.forEach(name -> weights.put(name, reader.floats(name).values()));
      return ModelState.of(weights);
    } catch (TensorFlowException | InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new UserIOException(
          folder + ": its weights cannot be read (" + e.getMessage() + "); export the run again",
          e);
    }
  }

  private static NetworkDescription description(Path folder) throws IOException {
    Path file = existing(folder, SavedModelLayout.description(folder));
    try {
      return NetworkDescription.fromJson(InputFile.bytes(file));
    } catch (IllegalArgumentException e) {
      throw new UserIOException(
          folder
              + ": "
              + folder.relativize(file)
              + ": "
              + e.getMessage()
              + "; export the run again",
          e);
    }
  }

  private static Path existing(Path folder, Path file) throws UserIOException {
    if (!Files.isRegularFile(file)) {
      throw new UserIOException(
          folder
              + ": "
              + folder.relativize(file)
              + " is missing; if TensorFlow has saved a model of nocturne's again, copy"
              + " assets.extra from it, and save a model of Keras's with"
              + " model.save(\"NAME.keras\")");
    }
    return file;
  }

  private static void requireSignature(
      Path folder, NetworkDescription description, MetaGraphDef graph) throws UserIOException {
    if (!graph.containsSignatureDef(SavedModelLayout.DEFAULT_SIGNATURE)) {
      return; // TensorFlow drops them when it saves a model again.
    }
    SignatureDef signature = graph.getSignatureDefOrThrow(SavedModelLayout.DEFAULT_SIGNATURE);
    List<Long> notes = List.of(-1L, (long) description.spec().window());
    List<Long> next = List.of(-1L, (long) description.ids().count());
    if (!shape(signature.getInputsMap(), SavedModelLayout.NOTES).equals(notes)
        || !shape(signature.getOutputsMap(), SavedModelLayout.LOGITS).equals(next)
        || !shape(signature.getOutputsMap(), SavedModelLayout.PROBABILITIES).equals(next)) {
      throw new UserIOException(
          folder
              + ": the signature serving_default is not that of the network in"
              + " assets.extra/nocturne.json; export the run again");
    }
  }

  private static List<Long> shape(Map<String, TensorInfo> tensors, String name) {
    return tensors
        .getOrDefault(name, TensorInfo.getDefaultInstance())
        .getTensorShape()
        .getDimList()
        .stream()
        .map(TensorShapeProto.Dim::getSize)
        .toList();
  }
}
