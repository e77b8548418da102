package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.OptimizerSpec.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingModelTest {
  private static final ModelSpec SPEC = new ModelSpec(4, 3, 2, 5, 0.3, Targets.LAST);
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int ROWS = 4;
  private static final int[] BATCH = Fixtures.batch(SPEC, IDS, ROWS);

  @TempDir private Path folder;

  @Test
  void sameSeedGivesTheSameWeightsBitForBit() {
    try (TrainingModel one = model(SPEC, 1);
        TrainingModel other = model(SPEC, 1)) {
      train(one, 5);
      train(other, 5);
      assertSameWeights(one.weights(), other.weights());
    }
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    try (TrainingModel one = model(SPEC, 1);
        TrainingModel other = model(SPEC, 2)) {
      assertThat(one.weights().get("dense/kernel"))
          .isNotEqualTo(other.weights().get("dense/kernel"));
    }
  }

  @Test
  void initialWeightsDoNotDependOnWhatElseIsInTheGraph() {
    ModelSpec deeper = new ModelSpec(4, 3, 3, 5, 0, Targets.EVERY);
    try (TrainingModel one = model(SPEC, 1);
        TrainingModel other = model(deeper, 1)) {
      Map<String, float[]> others = other.weights();
      one.weights()
          .forEach((name, values) -> assertThat(others.get(name)).as(name).isEqualTo(values));
    }
  }

  @Test
  void initialWeightsAreThoseOfKeras() {
    try (TrainingModel model = model(SPEC, 1)) {
      Map<String, float[]> weights = model.weights();
      assertThat(weights.get("embedding/embeddings")).satisfies(w -> assertRange(w, 0.05));
      // [4, 9] and [6, 7]: sqrt(6 / (fan in + fan out))
      assertThat(weights.get("bidirectional_0/forward/kernel"))
          .satisfies(w -> assertRange(w, Math.sqrt(6.0 / 13)));
      assertThat(weights.get("dense/kernel")).satisfies(w -> assertRange(w, Math.sqrt(6.0 / 13)));
      float[] recurrent = weights.get("bidirectional_1/backward/recurrent_kernel");
      double squares = 0;
      for (float value : recurrent) {
        squares += (double) value * value;
      }
      assertThat(squares).isCloseTo(3, new Float32Tolerance(9).around(3.0)); // orthonormal
      assertThat(weights.get("bidirectional_0/backward/bias")).hasSize(18).containsOnly(0f);
      assertThat(weights.get("dense/bias")).hasSize(7).containsOnly(0f);
    }
  }

  @Test
  void aRestoredModelContinuesBitForBit() {
    try (TrainingModel uninterrupted = model(SPEC, 1);
        TrainingModel resumed = model(SPEC, 1)) {
      train(uninterrupted, 3);
      uninterrupted.save(folder.resolve("ckpt-1"));
      train(uninterrupted, 4);
      resumed.restore(folder.resolve("ckpt-1"));
      assertThat(resumed.iterations()).isEqualTo(3);
      train(resumed, 4);
      assertSameWeights(resumed.weights(), uninterrupted.weights());
    }
  }

  @Test
  void evaluationHasNoDropoutAndTrainingHas() {
    ModelSpec dry = new ModelSpec(4, 3, 2, 5, 0, Targets.LAST);
    try (TrainingModel model = model(SPEC, 1);
        TrainingModel undropped = model(dry, 1)) {
      BatchLoss expected = undropped.evaluate(BATCH, ROWS);
      Float32Tolerance.ofLogits(dry).assertClose(model.evaluate(BATCH, ROWS), expected);
      assertThat(model.train(BATCH, ROWS).loss()).isNotCloseTo(expected.loss(), within(1e-4));
    }
  }

  @Test
  void evaluationChangesNothing() {
    try (TrainingModel model = model(SPEC, 1)) {
      Map<String, float[]> before = model.weights();
      model.evaluate(BATCH, ROWS);
      assertSameWeights(model.weights(), before);
      assertThat(model.iterations()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Targets.class)
  void predictsWhatAnInferenceModelOfItsWeightsDoes(Targets targets) {
    ModelSpec spec = new ModelSpec(4, 3, 2, 5, 0.3, targets);
    int[][] windows = {{0, 1, 2, 3, 4}, {5, 6, 0, 1, 2}};
    try (TrainingModel model = model(spec, 1)) {
      model.train(BATCH, ROWS);
      model.save(folder.resolve("ckpt-1"));
      try (InferenceModel restored =
          InferenceModel.restore(spec, IDS, folder.resolve("ckpt-1"), Fixtures.SETTINGS)) {
        Float32Tolerance.ofLogits(spec)
            .assertClose(model.logits(windows), restored.logits(windows));
      }
    }
  }

  @Test
  void returnsTheNormsOfTheGradientsOfTheLastStep() {
    ModelSpec dry = new ModelSpec(4, 3, 2, 5, 0, Targets.LAST);
    try (TrainingModel model = model(dry, 1)) {
      Map<String, float[]> gradients = model.gradients(BATCH, ROWS);
      model.train(BATCH, ROWS);
      Map<String, Float> norms = model.gradientNorms();
      assertThat(norms.keySet()).containsExactlyElementsOf(gradients.keySet());
      gradients.forEach(
          (name, values) -> {
            double squares =
                Arrays.stream(ReferenceNetwork.toDoubles(values)).map(x -> x * x).sum();
            assertThat(norms.get(name).doubleValue())
                .as(name)
                .isCloseTo(
                    Math.sqrt(squares),
                    Float32Tolerance.ofGradients(dry, ROWS).around(Math.sqrt(squares)));
          });
    }
  }

  @Test
  void hasNoNormsBeforeTheFirstStep() {
    try (TrainingModel model = model(SPEC, 1)) {
      assertThatThrownBy(model::gradientNorms)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no step was taken yet");
    }
  }

  @Test
  void clipsTheGradientBeforeTheStep() {
    ModelSpec spec = new ModelSpec(3, 2, 1, 3, 0, Targets.LAST);
    // With ε = 1 a step is nearly proportional to the gradient, so that the clipping shows.
    OptimizerSpec clipping =
        OptimizerSpec.ADAM
            .withLearningRate(0.5)
            .with(Parameter.EPSILON, 1)
            .with(Parameter.CLIP_NORM, 0.05);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel model = TrainingModel.create(spec, IDS, clipping, 1, Fixtures.SETTINGS)) {
      ReferenceNetwork network = new ReferenceNetwork(spec, IDS, model.weights());
      Map<String, double[]> gradients = network.gradients(batch);
      new ReferenceAdam(clipping).step(network.weights(), gradients);
      Float32Tolerance tolerance = Float32Tolerance.ofGradients(spec, ROWS);
      model.train(batch, ROWS);
      model
          .weights()
          .forEach(
              (name, values) ->
                  assertThat(ReferenceNetwork.toDoubles(values))
                      .as(name)
                      .containsExactly(
                          network.weights().get(name),
                          tolerance.around(network.weights().get(name))));
    }
  }

  @Test
  void learnsToCount() {
    ModelSpec spec = new ModelSpec(4, 8, 1, 3, 0, Targets.LAST);
    int[] batch = {0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 0, 4, 5, 0, 1, 5, 0, 1, 2};
    OptimizerSpec fast = OptimizerSpec.ADAM.withLearningRate(0.02);
    try (TrainingModel model = TrainingModel.create(spec, IDS, fast, 1, Fixtures.SETTINGS)) {
      for (int i = 0; i < 100; i++) {
        model.train(batch, 6);
      }
      BatchLoss loss = model.evaluate(batch, 6);
      assertThat(loss.accuracy()).isEqualTo(1);
      assertThat(loss.loss()).isLessThan(0.1);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void findsWeightsThatAreNotFinite(float value) {
    try (TrainingModel model = model(SPEC, 1)) {
      assertThat(model.isFinite()).isTrue();
      model.setWeight("dense/bias", new float[] {0, 0, 0, value, 0, 0, 0});
      assertThat(model.isFinite()).isFalse();
    }
  }

  @Test
  void countsItsWeights() {
    try (TrainingModel model = model(SPEC, 1)) {
      // Embedding 7*4; layer 0: 2*(4*9 + 3*9 + 2*9); layer 1: 2*(6*9 + 3*9 + 2*9); dense 6*7 + 7.
      assertThat(model.weightCount()).isEqualTo(28 + 162 + 198 + 49);
      assertThat(model.weights().values().stream().mapToLong(w -> w.length).sum())
          .isEqualTo(model.weightCount());
    }
  }

  @Test
  void usesOnlyTheGivenNumberOfRows() {
    try (TrainingModel model = model(SPEC, 1)) {
      int[] first = Arrays.copyOf(BATCH, 2 * (SPEC.window() + 1));
      assertThat(model.evaluate(BATCH, 2)).isEqualTo(model.evaluate(first, 2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 7})
  void rejectsATokenOutsideOfTheVocabulary(int id) {
    int[] batch = BATCH.clone();
    batch[11] = id; // the target of the second row
    try (TrainingModel model = model(SPEC, 1)) {
      assertThatThrownBy(() -> model.train(batch, ROWS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("token ids must be 0 to 6, was " + id + " in row 1, column 5");
    }
  }

  @Test
  void rejectsABatchWithTooFewTokens() {
    try (TrainingModel model = model(SPEC, 1)) {
      assertThatThrownBy(() -> model.evaluate(new int[23], ROWS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a batch of 4 rows must have at least 24 token ids, had 23");
    }
  }

  @Test
  @SuppressWarnings("try") // closed early on purpose; the end of the block is the second time
  void canBeClosedTwiceAndNotUsedAfterwards() {
    try (TrainingModel model = model(SPEC, 1)) {
      model.close();
      assertThatThrownBy(() -> model.evaluate(BATCH, ROWS))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static void train(TrainingModel model, int steps) {
    for (int i = 0; i < steps; i++) {
      int[] batch = Fixtures.batch(SPEC, IDS, ROWS, model.iterations());
      model.train(batch, ROWS);
    }
  }

  private static void assertSameWeights(
      Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
  }

  private static void assertRange(float[] values, double limit) {
    double max = 0;
    for (float value : values) {
      max = Math.max(max, Math.abs(value));
    }
    assertThat(max).isBetween(0.8 * limit, limit);
  }

  @MustBeClosed
  private static TrainingModel model(ModelSpec spec, long seed) {
    return TrainingModel.create(spec, IDS, OptimizerSpec.ADAM, seed, Fixtures.SETTINGS);
  }
}
