package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Evaluation.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationJsonTest {
  private static final EvaluatedData DATA =
      new EvaluatedData("0".repeat(64), Part.VALIDATION, true, 1, 2);

  @Test
  void tellsOfDataNetworkAndBaselines() throws IOException {
    JsonNode json = json(new Evaluation(DATA, model("network"), Optional.empty(), baselines()));
    assertThat(json.path("format").asInt()).isEqualTo(1);
    assertThat(json.at("/data/part").asText()).isEqualTo("validation");
    assertThat(json.at("/data/windows").asInt()).isEqualTo(2);
    assertThat(json.at("/network/loss").asDouble()).isEqualTo(2);
    assertThat(json.at("/network/pieces/0/name").asText()).isEqualTo("etude");
    assertThat(json.at("/network/pieces/0/top_5_accuracy").asDouble()).isEqualTo(1);
    assertThat(json.at("/network/types/0/name").asText()).isEqualTo("Bar");
    assertThat(json.at("/network/types/0/targets").asInt()).isEqualTo(2);
    assertThat(json.at("/baselines/0/name").asText()).isEqualTo("6-gram");
    assertThat(json.has("leak")).isFalse();
  }

  @Test
  void givesNoMeansOfNothing() throws IOException {
    JsonNode json = json(new Evaluation(DATA, model("network"), Optional.empty(), List.of()));
    assertThat(json.at("/network/positions/1/targets").asInt()).isZero();
    assertThat(json.at("/network/positions/1").has("loss")).isFalse();
    assertThat(json.at("/network/calibration/bins/0").has("accuracy")).isFalse();
    assertThat(json.at("/network/calibration/bins")).hasSize(15);
    assertThat(json.at("/network").has("bits_per_note")).isFalse();
  }

  @Test
  void tellsWhatCopyingComesTo() throws IOException {
    Leak leak = new Leak(4, model("network, every position", 8));
    JsonNode json = json(new Evaluation(DATA, model("network"), Optional.of(leak), List.of()));
    assertThat(json.at("/leak/copied").asDouble()).isEqualTo(0.75);
    assertThat(json.at("/leak/every_position/targets").asInt()).isEqualTo(8);
  }

  private static List<ModelMetrics> baselines() {
    return List.of(model("6-gram"));
  }

  private static ModelMetrics model(String name) {
    return model(name, 2);
  }

  private static ModelMetrics model(String name, int targets) {
    MetricsAccumulator accumulator =
        new MetricsAccumulator(name, List.of("etude"), new TargetSpec(2, 0, 88, List.of()));
    for (int i = 0; i < targets; i += 2) {
      accumulator.add(0, 0, new TargetSpec.Token("Bar", 0), new Score(1, 0, 0.5));
      accumulator.add(0, 0, new TargetSpec.Token("Bar", 0), new Score(3, 1, 0.5));
    }
    return accumulator.metrics();
  }

  private static JsonNode json(Evaluation evaluation) throws IOException {
    return new ObjectMapper().readTree(EvaluationJson.bytes(evaluation));
  }
}
