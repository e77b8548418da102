package io.nocturne.export;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.protobuf.InvalidProtocolBufferException;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.InputFile;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.runtime.NativeLog;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * A SavedModel that {@link SavedModelWriter} wrote, opened to read its network. If Python has saved
 * it again, it may be without signatures.
 */
final class OpenSavedModel implements AutoCloseable {
  private final Path folder;
  private final NetworkDescription description;
  private final byte[] vocabularyJson;
  private final SavedModelBundle bundle;

  private OpenSavedModel(
      Path folder, NetworkDescription description, byte[] vocabularyJson, SavedModelBundle bundle) {
    this.folder = folder;
    this.description = description;
    this.vocabularyJson = vocabularyJson;
    this.bundle = bundle;
  }

  /**
   * Opens a SavedModel.
   *
   * @param folder that holds {@code saved_model.pb}
   * @throws UserIOException if it is not a SavedModel of nocturne's, or a damaged one
   * @throws IOException if it cannot be read
   */
  @MustBeClosed
  static OpenSavedModel open(Path folder, SessionSettings settings) throws IOException {
    if (!Files.isRegularFile(SavedModelLayout.graph(folder))) {
      throw new UserIOException(
          folder
              + ": is not a SavedModel, saved_model.pb is missing; name a folder that export"
              + " wrote");
    }
    NetworkDescription description = description(folder);
    byte[] vocabularyJson = InputFile.bytes(existing(folder, SavedModelLayout.vocabulary(folder)));
    SavedModelBundle bundle = load(folder, settings);
    try {
      requireSignature(folder, description, bundle);
      return new OpenSavedModel(folder, description, vocabularyJson, bundle);
    } catch (Throwable e) {
      bundle.close();
      throw e;
    }
  }

  /** Returns the shape of the network. */
  ModelSpec spec() {
    return description.spec();
  }

  /** Returns the ids that the network reads and predicts. */
  TokenIds ids() {
    return description.ids();
  }

  /** Returns the content of {@code assets.extra/vocabulary.json}. */
  byte[] vocabularyJson() {
    return vocabularyJson.clone();
  }

  /**
   * Returns the weights of the network.
   *
   * @throws UserIOException if they cannot be read
   */
  ModelState state() throws IOException {
    List<String> names = variables();
    if (names.isEmpty()) { // Python has saved the model again.
      return ModelState.of(
          ObjectGraph.open(folder, SavedModelLayout.checkpoint(folder)).variables());
    }
    Session.Runner runner = bundle.session().runner();
    names.forEach(name -> runner.fetch(Variables.readOp(name)));
    Map<String, float[]> weights = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < names.size(); i++) {
        weights.put(names.get(i), Tensors.toArray((TFloat32) result.get(i)));
      }
    }
    return ModelState.of(weights);
  }

  private List<String> variables() {
    try {
      return SavedModelSummary.variables(bundle.metaGraphDef());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("TensorFlow has loaded a graph that it cannot parse", e);
    }
  }

  /** Returns the loaded model; this owns and closes it. */
  SavedModelBundle bundle() {
    return bundle;
  }

  @Override
  public void close() {
    bundle.close();
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

  private static SavedModelBundle load(Path folder, SessionSettings settings)
      throws UserIOException {
    ConfigProto config = settings.toConfig();
    NativeLog.quiet(config);
    NativeLibrary.load();
    try {
      return SavedModelBundle.loader(folder.toString())
          .withTags(SavedModelLayout.TAG)
          .withConfigProto(config)
          .load();
    } catch (TensorFlowException | TFInvalidArgumentException e) {
      // TF Java 1.1: TFInvalidArgumentException is not a TensorFlowException.
      throw new UserIOException(
          folder + ": TensorFlow cannot load it (" + e.getMessage() + "); export the run again", e);
    }
  }

  private static void requireSignature(
      Path folder, NetworkDescription description, SavedModelBundle bundle) throws UserIOException {
    if (!bundle.metaGraphDef().containsSignatureDef(SavedModelLayout.DEFAULT_SIGNATURE)) {
      return; // TensorFlow drops them when it saves a model again.
    }
    SignatureDef signature =
        bundle
            .metaGraphDef()
            .getSignatureDefOrDefault(
                SavedModelLayout.DEFAULT_SIGNATURE, SignatureDef.getDefaultInstance());
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
