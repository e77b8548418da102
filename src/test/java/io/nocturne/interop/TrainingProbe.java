package io.nocturne.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelAccess;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSettings;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains networks on given batches and writes what came of it, to be compared with Keras.
 *
 * <p>Arguments: a JSON file with a list of {@link Request}, and a folder. Each request gets a
 * folder of its name in it: the checkpoints {@code initial} and {@code step-N}, and {@code
 * results.json} as in {@link Results}; then its name is printed, so that one who waits may go on.
 */
final class TrainingProbe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrainingProbe() {}

  /**
   * What to train.
   *
   * @param model as in a run.json
   * @param optimizer the same
   * @param weights initial values by name, row-major; those left out are drawn from the seed
   * @param batches one for each step: {@code rows} rows of window + 1 ids, row-major
   * @param saveAfter numbers of steps after which to save a checkpoint
   */
  record Request(
      String name,
      ObjectNode model,
      TokenIds ids,
      ObjectNode optimizer,
      double labelSmoothing,
      long stepsPerEpoch,
      long seed,
      int rows,
      Map<String, float[]> weights,
      List<int[]> batches,
      List<Integer> saveAfter) {
    ModelSpec spec() {
      return RunJson.fromJson(model, ModelSpec.class);
    }
  }

  /**
   * What came of it.
   *
   * @param steps each batch's loss before its step
   * @param gradients of the first batch's loss by the weights' names, with the initial weights
   * @param outputs of the inference model on the first batch with the initial weights, row-major:
   *     {@code probabilities}, and {@code every_step} if it has that output
   */
  record Results(
      List<BatchLoss> steps, Map<String, float[]> gradients, Map<String, float[]> outputs) {}

  /** Serves the requests of the file {@code args[0]} in the folder {@code args[1]}. */
  public static void main(String[] args) throws IOException {
    for (Request request : JSON.readValue(Path.of(args[0]).toFile(), Request[].class)) {
      Path folder = Files.createDirectories(Path.of(args[1], request.name()));
      JSON.writeValue(folder.resolve("results.json").toFile(), serve(request, folder));
      System.out.println(request.name());
    }
  }

  private static Results serve(Request request, Path folder) {
    List<BatchLoss> steps = new ArrayList<>();
    Path initial = folder.resolve("initial");
    try (TrainingModel model =
        TrainingModel.create(
            request.spec(),
            request.ids(),
            new OptimizerSettings(
                RunJson.fromJson(request.optimizer(), OptimizerSpec.class),
                request.labelSmoothing(),
                request.stepsPerEpoch(),
                request.seed(),
                1),
            SessionSettings.defaults())) {
      ModelAccess.setWeights(model, request.weights());
      model.save(initial);
      Map<String, float[]> gradients =
          ModelAccess.gradients(model, request.batches().get(0), request.rows());
      for (int[] batch : request.batches()) {
        steps.add(model.train(batch, request.rows()));
        if (request.saveAfter().contains(steps.size())) {
          model.save(folder.resolve("step-" + steps.size()));
        }
      }
      return new Results(steps, gradients, outputs(request, initial));
    }
  }

  private static Map<String, float[]> outputs(Request request, Path prefix) {
    int[][] windows = windows(request);
    try (InferenceModel model =
            InferenceModel.restore(
                request.spec(), request.ids(), prefix, SessionSettings.defaults());
        TInt32 notes =
            Tensors.ints(
                Shape.of(windows.length, request.spec().window()),
                request.ids().flatten(windows, request.spec().window()))) {
      Map<String, Operand<TFloat32>> operands = new LinkedHashMap<>();
      operands.put("probabilities", model.probabilities());
      model
          .probabilitiesAtEveryPosition()
          .ifPresent(operand -> operands.put("every_step", operand));
      Map<String, float[]> outputs = new LinkedHashMap<>();
      operands.forEach((name, operand) -> outputs.put(name, fetch(model, notes, operand)));
      return outputs;
    }
  }

  private static float[] fetch(InferenceModel model, TInt32 notes, Operand<TFloat32> operand) {
    try (Result result = model.session().runner().feed(model.notes(), notes).fetch(operand).run()) {
      return Tensors.toArray((TFloat32) result.get(0));
    }
  }

  /** The first batch's rows without their last ids. */
  private static int[][] windows(Request request) {
    int window = request.spec().window();
    List<int[]> windows = new ArrayList<>();
    for (int row = 0; row < request.rows(); row++) {
      int start = row * (window + 1);
      windows.add(Arrays.copyOfRange(request.batches().get(0), start, start + window));
    }
    return windows.toArray(int[][]::new);
  }
}
