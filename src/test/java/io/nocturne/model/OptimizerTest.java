package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nocturne.model.OptimizerSpec.Parameter;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Keras 3.15.1; see {@code make_training_goldens.py}. */
class OptimizerTest {
  private static final int STEPS = 8;

  private static final List<float[]> ONES =
      List.of(new float[] {1, 1, 1}, new float[] {1, 1, 1, 1});
  private static final List<float[]> INFINITE =
      List.of(new float[] {1, Float.NaN, 3}, new float[] {Float.POSITIVE_INFINITY, 2, 3, 4});

  static Stream<Named<JsonNode>> optimizers() {
    return KerasGoldens.cases(KerasGoldens.optimizers().path("optimizers"));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void givesTheWeightsOfKerasAfterEachStep(JsonNode golden) {
    OptimizerSpec spec = KerasGoldens.spec(golden.path("settings"));
    try (SteppedWeights weights = SteppedWeights.always(spec, values(golden.path("initial")))) {
      for (JsonNode step : golden.path("steps")) {
        weights.step(values(step.path("gradients")));
        assertClose(spec, weights.weights(), values(step.path("weights")));
      }
      assertThat(weights.iterations()).isEqualTo(golden.path("steps").size());
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aStepThatIsNotTakenLeavesNoTrace(JsonNode golden) {
    OptimizerSpec spec = KerasGoldens.spec(golden.path("settings"));
    List<float[]> initial = values(golden.path("initial"));
    try (SteppedWeights weights = SteppedWeights.conditionally(spec, initial)) {
      for (JsonNode step : golden.path("steps")) {
        weights.step(values(step.path("gradients")), true);
        List<float[]> before = weights.state();
        weights.step(INFINITE, false);
        assertThat(weights.state()).usingRecursiveFieldByFieldElementComparator().isEqualTo(before);
        assertClose(spec, weights.weights(), values(step.path("weights")));
      }
      assertThat(weights.iterations()).isEqualTo(golden.path("steps").size());
    }
  }

  @Test
  void adamsFirstStepIsAboutTheLearningRateWhateverTheGradient() {
    List<float[]> gradients =
        List.of(new float[] {1e-3f, -5f, 0f}, new float[] {100f, -1e-2f, 0f, 0f});
    try (SteppedWeights weights = SteppedWeights.always(OptimizerSpec.ADAM, ONES)) {
      weights.step(gradients);
      assertThat(weights.weights().get(0))
          .containsExactly(new float[] {0.999f, 1.001f, 1f}, within(1e-5f));
      assertThat(weights.weights().get(1))
          .containsExactly(new float[] {0.999f, 1.001f, 1f, 1f}, within(1e-5f));
    }
  }

  private static List<float[]> values(JsonNode lists) {
    return StreamSupport.stream(lists.spliterator(), false).map(KerasGoldens::floats).toList();
  }

  /**
   * Each step adds a number to a weight. Those of TensorFlow's Adam, which has 1 − 0.999 in
   * float32, are by 1e-5 of themselves shorter than Keras's, and at most about twice the learning
   * rate.
   */
  private static void assertClose(
      OptimizerSpec spec, List<float[]> actual, List<float[]> expected) {
    double step = spec.slots().contains("v") ? spec.get(Parameter.LEARNING_RATE) : 0;
    for (int i = 0; i < expected.size(); i++) {
      float rounding = new Float32Tolerance(STEPS).around(expected.get(i)).value;
      assertThat(actual.get(i))
          .containsExactly(expected.get(i), within((float) (rounding + STEPS * 2e-5 * step)));
    }
  }
}
