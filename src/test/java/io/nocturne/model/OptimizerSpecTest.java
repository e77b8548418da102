package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizerSpecTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LEARNING_RATE | 0 | learning rate must be above 0, was 0.0",
        "LEARNING_RATE | NaN | learning rate must be above 0, was NaN",
        "LEARNING_RATE | Infinity | learning rate must be above 0, was Infinity",
        "BETA_1 | 1 | beta 1 must be at least 0 and below 1, was 1.0",
        "BETA_2 | -1 | beta 2 must be at least 0 and below 1, was -1.0",
        "EPSILON | 0 | epsilon must be above 0, was 0.0",
        "WEIGHT_DECAY | -1 | weight decay must be 0 or more, was -1.0",
        "CLIP_NORM | -1 | clip norm must be 0 or more, was -1.0",
        "PLATEAU_PATIENCE | 1.5 | plateau patience must be a whole number of at least 0, was 1.5",
        "PLATEAU_FACTOR | 1 | plateau factor must be at least 0 and below 1, was 1.0"
      })
  void refusesValuesOutOfRange(Parameter parameter, double value, String message) {
    OptimizerSpec spec = OptimizerSpec.of(Algorithm.ADAM, Schedule.PLATEAU);
    assertThatThrownBy(() -> spec.with(parameter, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAParameterThatTheOptimizerDoesNotHave() {
    assertThatThrownBy(() -> OptimizerSpec.ADAM.with(Parameter.MOMENTUM, 0.9))
        .hasMessage(
            "adam with a constant learning rate must have the parameters [learning rate, weight"
                + " decay, beta 1, beta 2, epsilon, clip norm, clip norm each, clip value, warmup"
                + " epochs, initial learning rate], had [learning rate, weight decay, beta 1, beta"
                + " 2, epsilon, momentum, clip norm, clip norm each, clip value, warmup epochs,"
                + " initial learning rate]");
    assertThatThrownBy(() -> OptimizerSpec.ADAM.get(Parameter.RHO))
        .hasMessage("adam with a constant learning rate has no rho");
  }

  @Test
  void clipsInOneWayAtMost() {
    OptimizerSpec clipped = OptimizerSpec.ADAM.with(Parameter.CLIP_NORM, 1);
    assertThatThrownBy(() -> clipped.with(Parameter.CLIP_VALUE, 1))
        .hasMessage("only one of clip norm, clip norm each and clip value can be above 0");
  }

  @Test
  void refusesWhatHasNoEffect() {
    assertThatThrownBy(() -> OptimizerSpec.of(Algorithm.SGD).with(Parameter.NESTEROV, 1))
        .hasMessage("nesterov must be with a momentum above 0");
    assertThatThrownBy(() -> OptimizerSpec.ADAM.with(Parameter.INITIAL_LEARNING_RATE, 1e-4))
        .hasMessage("initial learning rate must be with warmup epochs above 0");
  }

  @Test
  void keepsForEachWeightWhatKerasKeeps() {
    OptimizerSpec sgd = OptimizerSpec.of(Algorithm.SGD);
    OptimizerSpec rmsprop = OptimizerSpec.of(Algorithm.RMSPROP);
    assertThat(OptimizerSpec.ADAM.slots()).containsExactly("m", "v");
    assertThat(sgd.slots()).isEmpty();
    assertThat(sgd.with(Parameter.MOMENTUM, 0.9).slots()).containsExactly("momentum");
    assertThat(rmsprop.slots()).containsExactly("velocity");
    assertThat(rmsprop.with(Parameter.CENTERED, 1).slots())
        .containsExactly("velocity", "average_gradient");
  }
}
