package io.nocturne.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.export.SavedModelClient.GivenRequest;
import io.nocturne.export.SavedModelClient.Request;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Writes what a run predicts in Java, and what its SavedModel generates there, for the programs of
 * {@code src/test/consumers} to be compared with: {@code RUN SAVED_MODEL FILE}.
 */
final class ConsumerCases {
  private static final int WINDOWS = 32;
  private static final int STEPS = 240; // The memory recalls what was heard at least 128 notes ago.

  /** A passage of this many tokens is repeated, so that the memory has something to suggest. */
  private static final int PASSAGE = 7;

  /** Inputs of both signatures: rows, temperature, top-k and memory. */
  private record Settings(int rows, float temperature, int topK, float memory) {}

  private static final List<Settings> SETTINGS =
      List.of(
          new Settings(1, 1f, 0, 0f),
          new Settings(3, 0.9f, 0, 1f),
          new Settings(2, 0.9f, 5, 1f),
          new Settings(2, 0f, 0, 1f));

  private ConsumerCases() {}

  public static void main(String[] words) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    ObjectNode root = mapper.createObjectNode();
    try (InferenceModel model =
        RunFolder.open(Path.of(words[0])).openBest(SessionSettings.defaults())) {
      int[][] windows =
          Stream.generate(() -> tokens(random, model.ids(), model.spec().window()))
              .limit(WINDOWS)
              .toArray(int[][]::new);
      root.set("windows", mapper.valueToTree(windows));
      root.set("probabilities", mapper.valueToTree(probabilities(model, windows)));
    }
    List<Map<String, Object>> generated = new ArrayList<>();
    try (OpenSavedModel model =
        OpenSavedModel.open(Path.of(words[1]), SessionSettings.defaults())) {
      for (Settings settings : SETTINGS) {
        generated.add(seeded(model, settings, random));
        generated.add(given(model, settings, random));
      }
    }
    root.set("generated", mapper.valueToTree(generated));
    mapper.writeValue(Path.of(words[2]).toFile(), root);
  }

  private static float[][] probabilities(InferenceModel model, int[][] windows) {
    int window = model.spec().window();
    int[] flat = model.ids().flatten(windows, window);
    try (TInt32 fed = Tensors.ints(Shape.of(windows.length, window), flat);
        Result result =
            model.session().runner().feed(model.notes(), fed).fetch(model.probabilities()).run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }

  private static Map<String, Object> seeded(
      OpenSavedModel model, Settings settings, SplittableRandom random) {
    int[][] primers = primers(model, settings.rows(), random);
    Request request =
        new Request(
            STEPS, settings.temperature(), settings.topK(), random.nextLong(), settings.memory());
    Map<String, Object> inputs =
        Map.of(
            SavedModelLayout.PRIMER, primers,
            SavedModelLayout.STEPS, STEPS,
            SavedModelLayout.TEMPERATURE, settings.temperature(),
            SavedModelLayout.TOP_K, settings.topK(),
            SavedModelLayout.SEED, request.seedWords(),
            SavedModelLayout.MEMORY, settings.memory());
    int[][] notes = new SavedModelClient(model).generate(primers, request);
    return generated(SavedModelLayout.GENERATE_SIGNATURE, inputs, notes);
  }

  private static Map<String, Object> given(
      OpenSavedModel model, Settings settings, SplittableRandom random) {
    int[][] primers = primers(model, settings.rows(), random);
    float[][] uniforms =
        Stream.generate(() -> uniforms(random)).limit(settings.rows()).toArray(float[][]::new);
    GivenRequest request =
        new GivenRequest(uniforms, settings.temperature(), settings.topK(), settings.memory());
    Map<String, Object> inputs =
        Map.of(
            SavedModelLayout.PRIMER, primers,
            SavedModelLayout.UNIFORMS, uniforms,
            SavedModelLayout.TEMPERATURE, settings.temperature(),
            SavedModelLayout.TOP_K, settings.topK(),
            SavedModelLayout.MEMORY, settings.memory());
    int[][] notes = new SavedModelClient(model).generate(primers, request);
    return generated(SavedModelLayout.UNIFORMS_SIGNATURE, inputs, notes);
  }

  private static Map<String, Object> generated(
      String signature, Map<String, Object> inputs, int[][] notes) {
    return Map.of("signature", signature, "inputs", inputs, "notes", notes);
  }

  private static int[][] primers(OpenSavedModel model, int rows, SplittableRandom random) {
    int[][] primers = new int[rows][model.spec().window()];
    for (int[] primer : primers) {
      int[] passage = tokens(random, model.ids(), PASSAGE);
      for (int i = 0; i < primer.length; i++) {
        primer[i] = passage[i % PASSAGE];
      }
    }
    return primers;
  }

  /** Returns random tokens but no padding. */
  private static int[] tokens(SplittableRandom random, TokenIds ids, int length) {
    int[] tokens = random.ints(length, 0, ids.count() - 1).toArray();
    for (int i = 0; i < length; i++) {
      tokens[i] += tokens[i] >= ids.pad() ? 1 : 0;
    }
    return tokens;
  }

  private static float[] uniforms(SplittableRandom random) {
    float[] uniforms = new float[STEPS];
    for (int i = 0; i < STEPS; i++) {
      uniforms[i] = random.nextInt(1 << 24) * 0x1p-24f;
    }
    return uniforms;
  }
}
