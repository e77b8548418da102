package io.nocturne.export.savedmodel;

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
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
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
   * @throws UserIOException if it is none, or none of nocturne's, or damaged
   * @throws IOException if it cannot be read
   */
  @MustBeClosed
  public static OpenSavedModel open(Path folder, SessionSettings settings) throws IOException {
    if (!Files.isRegularFile(Layout.graph(folder))) {
      throw new UserIOException(
          folder + ": no SavedModel, saved_model.pb is missing; name a folder that export wrote");
    }
    Description description = description(folder);
    byte[] vocabularyJson = InputFile.bytes(existing(folder, Layout.vocabulary(folder)));
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

  /** What its network has learnt. */
  public ModelState state() {
    List<String> names = variables();
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
      throw new IllegalStateException("TensorFlow has loaded what it could not parse", e);
    }
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

  /**
   * Generates inside the graph, as a client of a server does it with the signature {@code
   * generate}: the same request gives the same tokens in every language. They are others than those
   * of {@code generate.Generator}, whose random numbers are Java's.
   *
   * @param primers [B][T] token ids, at least one primer; padding fills the left of a shorter one
   * @return the tokens drawn, [B][steps], never padding; row b depends on the seed, on b and on
   *     primer b alone, as long as the logits do (TensorFlow may round them differently in batches
   *     of different sizes)
   * @throws IllegalArgumentException if a primer is of another length or a token is not of the
   *     vocabulary
   * @throws IllegalStateException if the model was exported without this signature, or its logits
   *     are not finite
   */
  public int[][] generate(int[][] primers, GenerateRequest request) {
    int[] flat = ids().flatten(primers, spec().window());
    if (!bundle.metaGraphDef().containsSignatureDef(Layout.GENERATE_SIGNATURE)) {
      throw new IllegalStateException(
          "the SavedModel has no signature generate, which it had not yet when it was exported;"
              + " export the run again");
    }
    try (TInt32 primer = Tensors.ints(Shape.of(primers.length, spec().window()), flat);
        TInt32 steps = TInt32.scalarOf(request.steps());
        TFloat32 temperature = TFloat32.scalarOf(request.temperature());
        TInt32 topK = TInt32.scalarOf(request.topK());
        TInt32 seed = TInt32.vectorOf(request.seedWords());
        Result result =
            bundle
                .function(Layout.GENERATE_SIGNATURE)
                .call(
                    Map.of(
                        Layout.PRIMER, primer,
                        Layout.STEPS, steps,
                        Layout.TEMPERATURE, temperature,
                        Layout.TOP_K, topK,
                        Layout.SEED, seed))) {
      return Tensors.toRows((TInt32) result.get(Layout.NOTES).orElseThrow());
    } catch (TFInvalidArgumentException e) {
      // What the caller gave was checked; this is left.
      throw new IllegalStateException("the SavedModel cannot generate: " + e.getMessage(), e);
    }
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
      return Description.fromJson(InputFile.bytes(file));
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
              + " is missing, which nocturne's own SavedModels have; export the run again");
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
          .withTags(Layout.TAG)
          .withConfigProto(config)
          .load();
    } catch (TensorFlowException | TFInvalidArgumentException e) {
      // TF Java 1.1: TFInvalidArgumentException is no TensorFlowException.
      throw new UserIOException(
          folder + ": TensorFlow cannot load it (" + e.getMessage() + "); export the run again", e);
    }
  }

  private static SignatureDef signature(
      Path folder, Description description, SavedModelBundle bundle) throws UserIOException {
    SignatureDef signature =
        bundle
            .metaGraphDef()
            .getSignatureDefOrDefault(Layout.DEFAULT_SIGNATURE, SignatureDef.getDefaultInstance());
    List<Long> notes = List.of(-1L, (long) description.spec().window());
    List<Long> next = List.of(-1L, (long) description.ids().count());
    if (!shape(signature.getInputsMap(), Layout.NOTES).equals(notes)
        || !shape(signature.getOutputsMap(), Layout.LOGITS).equals(next)
        || !shape(signature.getOutputsMap(), Layout.PROBABILITIES).equals(next)) {
      throw new UserIOException(
          folder
              + ": the signature serving_default is not that of the network in"
              + " assets.extra/nocturne.json; export the run again");
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
