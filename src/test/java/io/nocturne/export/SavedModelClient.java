package io.nocturne.export;

import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Calls the signatures of a SavedModel, as a client of a server does. */
public final class SavedModelClient {
  private final OpenSavedModel model;

  SavedModelClient(OpenSavedModel model) {
    this.model = model;
  }

  /**
   * The inputs of the signature {@code generate}.
   *
   * @param seed the signature's {@code seed} is its high and its low 32 bits, in this order
   */
  public record Request(int steps, float temperature, int topK, long seed, float memory) {
    int[] seedWords() {
      return new int[] {(int) (seed >>> Integer.SIZE), (int) seed};
    }
  }

  /**
   * The inputs of the signature {@code generate_from_uniforms}.
   *
   * @param uniforms [B][steps]
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record GivenRequest(float[][] uniforms, float temperature, int topK, float memory) {}

  /**
   * Returns what a model in a folder generates after a primer.
   *
   * @param primer ids, of which the last ones that fit the window are read
   */
  public static int[] continued(Path folder, int[] primer, Request request) throws IOException {
    try (OpenSavedModel model = OpenSavedModel.open(folder, SessionSettings.defaults())) {
      int[] window = new int[model.spec().window()];
      Arrays.fill(window, model.ids().pad());
      int read = Math.min(primer.length, window.length);
      System.arraycopy(primer, primer.length - read, window, window.length - read, read);
      return new SavedModelClient(model).generate(new int[][] {window}, request)[0];
    }
  }

  /** Returns the logits of the token after each window, [B][V]. */
  float[][] logits(int[][] windows) {
    return run(windows, SavedModelLayout.LOGITS);
  }

  /** Returns the probabilities of the token after each window, [B][V]. */
  float[][] probabilities(int[][] windows) {
    return run(windows, SavedModelLayout.PROBABILITIES);
  }

  /** Returns the tokens that are sampled after each primer, [B][steps]. */
  int[][] generate(int[][] primers, Request request) {
    int window = model.spec().window();
    int[] flat = model.ids().flatten(primers, window);
    try (TInt32 primer = Tensors.ints(Shape.of(primers.length, window), flat);
        TInt32 steps = TInt32.scalarOf(request.steps());
        TFloat32 temperature = TFloat32.scalarOf(request.temperature());
        TInt32 topK = TInt32.scalarOf(request.topK());
        TInt32 seed = TInt32.vectorOf(request.seedWords());
        TFloat32 memory = TFloat32.scalarOf(request.memory());
        Result result =
            model
                .bundle()
                .function(SavedModelLayout.GENERATE_SIGNATURE)
                .call(
                    Map.of(
                        SavedModelLayout.PRIMER, primer,
                        SavedModelLayout.STEPS, steps,
                        SavedModelLayout.TEMPERATURE, temperature,
                        SavedModelLayout.TOP_K, topK,
                        SavedModelLayout.SEED, seed,
                        SavedModelLayout.MEMORY, memory))) {
      return Tensors.toRows((TInt32) result.get(SavedModelLayout.NOTES).orElseThrow());
    }
  }

  /** Returns the tokens that are sampled after each primer by given numbers, [B][steps]. */
  int[][] generate(int[][] primers, GivenRequest request) {
    int window = model.spec().window();
    int[] flat = model.ids().flatten(primers, window);
    try (TInt32 primer = Tensors.ints(Shape.of(primers.length, window), flat);
        TFloat32 uniforms = TFloat32.tensorOf(StdArrays.ndCopyOf(request.uniforms()));
        TFloat32 temperature = TFloat32.scalarOf(request.temperature());
        TInt32 topK = TInt32.scalarOf(request.topK());
        TFloat32 memory = TFloat32.scalarOf(request.memory());
        Result result =
            model
                .bundle()
                .function(SavedModelLayout.UNIFORMS_SIGNATURE)
                .call(
                    Map.of(
                        SavedModelLayout.PRIMER, primer,
                        SavedModelLayout.UNIFORMS, uniforms,
                        SavedModelLayout.TEMPERATURE, temperature,
                        SavedModelLayout.TOP_K, topK,
                        SavedModelLayout.MEMORY, memory))) {
      return Tensors.toRows((TInt32) result.get(SavedModelLayout.NOTES).orElseThrow());
    }
  }

  private float[][] run(int[][] windows, String output) {
    int window = model.spec().window();
    int[] flat = model.ids().flatten(windows, window);
    SignatureDef signature =
        model.bundle().metaGraphDef().getSignatureDefOrThrow(SavedModelLayout.DEFAULT_SIGNATURE);
    try (TInt32 fed = Tensors.ints(Shape.of(windows.length, window), flat);
        Result result =
            model
                .bundle()
                .session()
                .runner()
                .feed(signature.getInputsOrThrow(SavedModelLayout.NOTES).getName(), fed)
                .fetch(signature.getOutputsOrThrow(output).getName())
                .run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }
}
