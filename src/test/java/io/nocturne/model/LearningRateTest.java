package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Schedule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Keras 3.15.1; see {@code make_training_goldens.py}. */
class LearningRateTest {
  private static final ModelSpec SPEC = new ModelSpec(2, 2, 1, 2, 0, Targets.LAST);
  private static final TokenIds IDS = new TokenIds(4, 3);
  private static final int[] BATCH = {0, 1, 2};

  static Stream<Named<JsonNode>> schedules() {
    return KerasGoldens.cases(KerasGoldens.optimizers().path("schedules"));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void isThatOfKerasInEachStep(JsonNode golden) {
    JsonNode file = KerasGoldens.optimizers();
    double rate = file.path("learningRate").asDouble();
    OptimizerSpec spec = KerasGoldens.spec(golden.path("settings")).withLearningRate(rate);
    float[] expected = KerasGoldens.floats(golden.path("rates"));
    try (TrainingModel model = model(spec, file.path("stepsPerEpoch").asLong())) {
      for (int step = 0; step < expected.length; step++) {
        assertThat(model.learningRate())
            .as("step %d", step)
            .isCloseTo(expected[step], within((float) new Float32Tolerance(4).bound(rate)));
        model.train(BATCH, 1);
      }
    }
  }

  @Test
  void isTheRateOfTheStepsThatAreTaken() {
    OptimizerSpec halving =
        OptimizerSpec.of(Algorithm.SGD, Schedule.EXPONENTIAL)
            .withLearningRate(1)
            .with(Parameter.DECAY_RATE, 0.5);
    try (TrainingModel constant = model(OptimizerSpec.of(Algorithm.SGD).withLearningRate(0.5), 1);
        TrainingModel decaying = model(halving, 1)) {
      decaying.train(BATCH, 1);
      constant.setState(ModelState.of(decaying.weights()));
      constant.train(BATCH, 1);
      decaying.train(BATCH, 1);
      assertThat(decaying.weights()).usingRecursiveComparison().isEqualTo(constant.weights());
    }
  }

  @Test
  void ofAPlateauIsSetFromOutside() {
    OptimizerSpec plateau = OptimizerSpec.of(Algorithm.SGD, Schedule.PLATEAU);
    try (TrainingModel constant = model(OptimizerSpec.of(Algorithm.SGD).withLearningRate(0.25), 1);
        TrainingModel reduced = model(plateau, 1)) {
      assertThat(reduced.learningRate()).isEqualTo(0.01f);
      reduced.setLearningRate(0.25f);
      constant.train(BATCH, 1);
      reduced.train(BATCH, 1);
      assertThat(reduced.learningRate()).isEqualTo(0.25f);
      assertThat(reduced.weights()).usingRecursiveComparison().isEqualTo(constant.weights());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PLATEAU")
  void ofAScheduleCannotBeSet(Schedule schedule) {
    try (TrainingModel model = model(OptimizerSpec.of(Algorithm.SGD, schedule), 1)) {
      assertThatThrownBy(() -> model.setLearningRate(0.1f))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the learning rate follows from the number of steps");
    }
  }

  @MustBeClosed
  private static TrainingModel model(OptimizerSpec spec, long stepsPerEpoch) {
    return TrainingModel.create(
        SPEC, IDS, new OptimizerSettings(spec, 0, stepsPerEpoch, 1, 1), Fixtures.SETTINGS);
  }
}
