package io.nocturne.savedmodel;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A SavedModel that {@link SavedModelWriter} wrote, opened for predictions. */
public final class OpenSavedModel implements AutoCloseable {
  private final Description description;
  private final byte[] vocabularyJson;
  private final SavedModelBundle bundle;
  private final SignatureDef signature;

  private OpenSavedModel(
      Description description,
      byte[] vocabularyJson,
      SavedModelBundle bundle,
      SignatureDef signature) {
    this.description = description;
    this.vocabularyJson = vocabularyJson;
    this.bundle = bundle;
    this.signature = signature;
  }

  /**
   * Opens a SavedModel.
   *
   * @param folder that holds {@code saved_model.pb}
   * @throws SavedModelException if it is none, or none of nocturne's, or damaged
   * @throws IOException if it cannot be read
   */
  @MustBeClosed
  public static OpenSavedModel open(Path folder, SessionSettings settings) throws IOException {
    if (!Files.isRegularFile(Layout.graph(folder))) {
      throw new SavedModelException(
          folder, "no SavedModel, saved_model.pb is missing; name a folder that export wrote");
    }
    Description description = description(folder);
    byte[] vocabularyJson = Files.readAllBytes(existing(folder, Layout.vocabulary(folder)));
    SavedModelBundle bundle = load(folder, settings);
    try {
      return new OpenSavedModel(
          description, vocabularyJson, bundle, signature(folder, description, bundle));
    } catch (Throwable e) {
      bundle.close();
      throw e;
    }
  }

  /** The network's sizes. */
  public ModelSpec spec() {
    return description.spec();
  }

  /** The ids that it reads and predicts. */
  public TokenIds ids() {
    return description.ids();
  }

  /** The content of {@code assets.extra/vocabulary.json}. */
  public byte[] vocabularyJson() {
    return vocabularyJson.clone();
  }

  /**
   * Logits of the token after each window.
   *
   * @param windows [B][T] token ids, at least one window
   * @return [B][V]
   * @throws IllegalArgumentException if a window is of another length or a token is not of the
   *     vocabulary
   */
  public float[][] logits(int[][] windows) {
    return run(windows, Layout.LOGITS);
  }

  /** Probabilities of the token after each window; otherwise as {@link #logits}. */
  public float[][] probabilities(int[][] windows) {
    return run(windows, Layout.PROBABILITIES);
  }

  @Override
  public void close() {
    bundle.close();
  }

  private float[][] run(int[][] windows, String output) {
    int[] flat = ids().flatten(windows, spec().window());
    String notes = signature.getInputsOrThrow(Layout.NOTES).getName();
    try (TInt32 fed = Tensors.ints(Shape.of(windows.length, spec().window()), flat);
        Result result =
            bundle
                .session()
                .runner()
                .feed(notes, fed)
                .fetch(signature.getOutputsOrThrow(output).getName())
                .run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }

  private static Description description(Path folder) throws IOException {
    Path file = existing(folder, Layout.description(folder));
    try {
      return Description.fromJson(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new SavedModelException(
          folder, folder.relativize(file) + ": " + e.getMessage() + "; export the run again", e);
    }
  }

  private static Path existing(Path folder, Path file) throws SavedModelException {
    if (!Files.isRegularFile(file)) {
      throw new SavedModelException(
          folder,
          folder.relativize(file)
              + " is missing, which nocturne's own SavedModels have; export the run again");
    }
    return file;
  }

  private static SavedModelBundle load(Path folder, SessionSettings settings)
      throws SavedModelException {
    try {
      return SavedModelBundle.loader(folder.toString())
          .withTags(Layout.TAG)
          .withConfigProto(settings.toConfig())
          .load();
    } catch (TensorFlowException | TFInvalidArgumentException e) {
      // TF Java 1.1: TFInvalidArgumentException is no TensorFlowException.
      throw new SavedModelException(
          folder, "TensorFlow cannot load it (" + e.getMessage() + "); export the run again", e);
    }
  }

  private static SignatureDef signature(
      Path folder, Description description, SavedModelBundle bundle) throws SavedModelException {
    SignatureDef signature =
        bundle
            .metaGraphDef()
            .getSignatureDefOrDefault(Layout.DEFAULT_SIGNATURE, SignatureDef.getDefaultInstance());
    List<Long> notes = List.of(-1L, (long) description.spec().window());
    List<Long> next = List.of(-1L, (long) description.ids().count());
    if (!shape(signature.getInputsMap(), Layout.NOTES).equals(notes)
        || !shape(signature.getOutputsMap(), Layout.LOGITS).equals(next)
        || !shape(signature.getOutputsMap(), Layout.PROBABILITIES).equals(next)) {
      throw new SavedModelException(
          folder,
          "the signature serving_default is not that of the network in assets.extra/nocturne.json;"
              + " export the run again");
    }
    return signature;
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
