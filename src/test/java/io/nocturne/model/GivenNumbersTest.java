package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.runtime.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Generation in the graph from random numbers that the caller feeds. */
class GivenNumbersTest {
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final ModelSpec SPEC = new ModelSpec(3, 2, 1, 5, 0, Targets.LAST);
  private static final int[] PRIMER = {0, 1, 2, 3, 4};

  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    try (TrainingModel model =
        TrainingModel.create(SPEC, IDS, OptimizerSpec.ADAM, 1, Fixtures.SETTINGS)) {
      Fixtures.randomize(model, 0.9);
      model.save(folder.resolve("network"));
    }
  }

  /** Compares with the same rule in plain Java, in float64. */
  @ParameterizedTest
  @CsvSource({"1, 0", "0.7, 0", "1.5, 3", "1, 99", "0, 0"})
  void takeTheTokenAtWhichTheSumOfProbabilitiesPassesTheNumber(float temperature, int topK) {
    try (InferenceModel model = model()) {
      GenerationLoop loop = model.addGenerationLoop(Optional.empty());
      float[] numbers = numbers(60);
      int[] window = PRIMER.clone();
      int[] expected = new int[numbers.length];
      for (int step = 0; step < numbers.length; step++) {
        float[] logits = model.logits(new int[][] {window})[0];
        expected[step] = token(logits, temperature, topK, numbers[step]);
        System.arraycopy(window, 1, window, 0, window.length - 1);
        window[window.length - 1] = expected[step];
      }
      assertThat(generated(model, loop, numbers, temperature, topK)).isEqualTo(expected);
    }
  }

  private static int token(float[] logits, float temperature, int topK, float number) {
    int[] ranked =
        IntStream.range(0, logits.length)
            .filter(id -> id != IDS.pad())
            .boxed()
            .sorted(Comparator.comparingDouble(id -> -logits[id]))
            .mapToInt(id -> id)
            .limit(temperature == 0 ? 1 : topK == 0 ? logits.length : topK)
            .toArray();
    double[] weights =
        Arrays.stream(ranked)
            .mapToDouble(
                id ->
                    temperature == 0
                        ? 1
                        : Math.exp((logits[id] - logits[ranked[0]]) / (double) temperature))
            .toArray();
    double rest = number * Arrays.stream(weights).sum();
    int rank = 0;
    while (rest >= weights[rank]) {
      rest -= weights[rank++];
    }
    return ranked[rank];
  }

  @Test
  void ofASeedGiveTheNotesOfTheSeed() {
    try (InferenceModel model = model();
        TInt32 primer = Tensors.ints(Shape.of(1, PRIMER.length), PRIMER);
        TInt32 seed = TInt32.vectorOf(3, 4)) {
      GenerationLoop loop = model.addGenerationLoop(Optional.empty());
      try (Result result =
          model
              .session()
              .runner()
              .feed(loop.inputs().primer(), primer)
              .feed(loop.inputs().seed(), seed)
              .fetch(loop.given().uniforms())
              .fetch(loop.notes())
              .run()) {
        float[] numbers = Tensors.toArray((TFloat32) result.get(0));
        assertThat(generated(model, loop, numbers, 1, 0))
            .isEqualTo(Tensors.toArray((TInt32) result.get(1)));
      }
    }
  }

  @Test
  void ofARowAndAStepDependOnNoOtherRowsAndSteps() {
    try (InferenceModel model = model()) {
      GenerationLoop loop = model.addGenerationLoop(Optional.empty());
      float[][] some = seeded(model, loop, 70, 8);
      float[][] more = seeded(model, loop, 140, 11);
      for (int row = 0; row < some.length; row++) {
        assertThat(Arrays.copyOf(more[row], 8)).as("row %d", row).isEqualTo(some[row]);
      }
    }
  }

  @Test
  void ofTwoRowsAreNeverTheSame() {
    try (InferenceModel model = model()) {
      float[][] rows = seeded(model, model.addGenerationLoop(Optional.empty()), 300, 4);
      assertThat(Arrays.stream(rows).map(Arrays::toString)).doesNotHaveDuplicates();
    }
  }

  /** Returns the random numbers of the seed 0, 0. */
  private static float[][] seeded(InferenceModel model, GenerationLoop loop, int rows, int count) {
    try (TInt32 primer =
            Tensors.ints(Shape.of(rows, PRIMER.length), new int[rows * PRIMER.length]);
        TInt32 steps = TInt32.scalarOf(count);
        Result result =
            model
                .session()
                .runner()
                .feed(loop.inputs().primer(), primer)
                .feed(loop.inputs().steps(), steps)
                .fetch(loop.given().uniforms())
                .run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }

  private static int[] generated(
      InferenceModel model, GenerationLoop loop, float[] numbers, float temperature, int topK) {
    try (TInt32 primer = Tensors.ints(Shape.of(1, PRIMER.length), PRIMER);
        TFloat32 uniforms = Tensors.floats(Shape.of(1, numbers.length), numbers);
        TFloat32 fedTemperature = TFloat32.scalarOf(temperature);
        TInt32 fedTopK = TInt32.scalarOf(topK);
        TFloat32 memory = TFloat32.scalarOf(0);
        Result result =
            model
                .session()
                .runner()
                .feed(loop.given().primer(), primer)
                .feed(loop.given().uniforms(), uniforms)
                .feed(loop.given().temperature(), fedTemperature)
                .feed(loop.given().topK(), fedTopK)
                .feed(loop.given().memory(), memory)
                .fetch(loop.unchecked())
                .run()) {
      return Tensors.toArray((TInt32) result.get(0));
    }
  }

  @MustBeClosed
  private static InferenceModel model() {
    return InferenceModel.restore(SPEC, IDS, folder.resolve("network"), Fixtures.SETTINGS);
  }

  private static float[] numbers(int count) {
    Random random = new Random(5);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat();
    }
    return numbers;
  }
}
