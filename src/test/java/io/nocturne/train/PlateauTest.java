package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.Monitor;
import io.nocturne.model.KerasGoldens;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.train.callback.Callback.EpochVerdict;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against callbacks of Keras 3.15.1; see {@code make_training_goldens.py}. */
class PlateauTest {
  static Stream<Named<JsonNode>> plateaus() {
    return KerasGoldens.cases(KerasGoldens.read("/io/nocturne/train/plateau.json"));
  }

  @ParameterizedTest
  @MethodSource("plateaus")
  void reducesTheLearningRateWhenKerasDoes(JsonNode golden) {
    Plateau plateau = new Plateau(spec(golden), monitor(golden));
    float rate = 0.1f;
    for (int epoch = 0; epoch < golden.path("values").size(); epoch++) {
      rate = plateau.observe(log(golden, epoch)).orElse(rate);
      assertThat(rate).as("epoch %d", epoch).isEqualTo(golden.at("/rates/" + epoch).floatValue());
    }
  }

  @ParameterizedTest
  @MethodSource("plateaus")
  void stopsEarlyWhenKerasDoes(JsonNode golden) {
    int patience = golden.path("patience").asInt();
    EarlyStopping stopping =
        new EarlyStopping(new FitSpec(1, 100, monitor(golden), patience, 0, 0, 1, 1, 1));
    Optional<Integer> stopped = Optional.empty();
    for (int epoch = 0; epoch < golden.path("values").size() && stopped.isEmpty(); epoch++) {
      stopping.observe(log(golden, epoch));
      if (stopping.verdict() instanceof EpochVerdict.Stop) {
        stopped = Optional.of(epoch + 1);
      }
    }
    assertThat(stopped.orElse(0)).isEqualTo(golden.path("stopped").asInt());
  }

  @ParameterizedTest
  @EnumSource
  void aLowerLossAndAHigherAccuracyAreBetter(Monitor monitor) {
    EpochLog half = EpochLogs.of(monitor, 0, 0.5);
    EpochLog quarter = EpochLogs.of(monitor, 1, 0.25);
    boolean isLoss = monitor.name().endsWith("LOSS");
    assertThat(monitor.isBetter(quarter, half)).isEqualTo(isLoss);
    assertThat(monitor.isBetter(half, quarter)).isEqualTo(!isLoss);
    assertThat(monitor.isBetter(half, half)).isFalse();
  }

  private static OptimizerSpec spec(JsonNode golden) {
    ObjectNode settings = golden.path("settings").deepCopy();
    return KerasGoldens.spec(settings.put("schedule", "plateau").put("learning-rate", 0.1));
  }

  private static Monitor monitor(JsonNode golden) {
    return Monitor.valueOf(golden.path("monitor").asText().toUpperCase(Locale.ROOT));
  }

  private static EpochLog log(JsonNode golden, int epoch) {
    return EpochLogs.of(monitor(golden), epoch, golden.at("/values/" + epoch).asDouble());
  }
}
