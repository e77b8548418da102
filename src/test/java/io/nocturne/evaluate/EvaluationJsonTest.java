package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.corpus.PieceGroups;
import io.nocturne.evaluate.Evaluation.EvaluatedData;
import io.nocturne.evaluate.Evaluation.Leak;
import io.nocturne.evaluate.Evaluation.Overlap;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.model.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationJsonTest {
  private static final EvaluatedData DATA =
      new EvaluatedData(
          "0".repeat(64),
          Part.VALIDATION,
          true,
          1,
          2,
          Context.WINDOW,
          Optional.of(new Overlap(4, 1, 3)));
  private static final EvaluatedData OTHER =
      new EvaluatedData("0".repeat(64), Part.ALL, false, 1, 2, Context.WINDOW, Optional.empty());

  /** The file's values follow by hand from the scores below; of four positions one is read. */
  @Test
  void writesEveryFieldThatTheDocumentDescribes() throws IOException {
    Leak leak = new Leak(4, model("network, every position", 4));
    Evaluation evaluation =
        new Evaluation(
            DATA,
            model("network", 1),
            Optional.of(model("network with memory", 1)),
            Optional.of(leak),
            List.of(model("6-gram", 1)));
    assertThat(json(evaluation)).isEqualTo(golden());
  }

  @Test
  void hasNeitherLeakNorMemoryNorOverlapWhereThereIsNone() throws IOException {
    Evaluation evaluation =
        new Evaluation(OTHER, model("network", 1), Optional.empty(), Optional.empty(), List.of());
    assertThat(json(evaluation).has("leak")).isFalse();
    assertThat(json(evaluation).has("memory")).isFalse();
    assertThat(json(evaluation).path("data").has("overlap")).isFalse();
  }

  /** Returns metrics of two targets each time: a wrong note, then the right bar. */
  private static ModelMetrics model(String name, int times) {
    TargetSpec targets = new TargetSpec(2, 0, 88, List.of());
    MetricsAccumulator accumulator =
        new MetricsAccumulator(
            name, List.of("etude"), new PieceGroups(new int[1], 1), List.of("bars 1-16"), targets);
    for (int i = 0; i < times; i++) {
      accumulator.add(0, 0, 0, new TargetSpec.Token("Pitch", 1), new Score(3, 5, 0.5));
      accumulator.add(0, 0, 0, new TargetSpec.Token("Bar", 0), new Score(1, 0, 0.25));
    }
    return accumulator.metrics();
  }

  private static JsonNode json(Evaluation evaluation) throws IOException {
    return new ObjectMapper().readTree(EvaluationJson.bytes(evaluation));
  }

  private static JsonNode golden() throws IOException {
    try (InputStream file = EvaluationJsonTest.class.getResourceAsStream("evaluation.json")) {
      return new ObjectMapper().readTree(file);
    }
  }
}
