package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.model.InferenceModel.TargetScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the scores of each target with the same network in plain Java and float64. */
class ScoringTest {
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int ROWS = 3;

  @TempDir private Path folder;

  private static Stream<ModelSpec> specs() {
    return Stream.of(Targets.values())
        .map(targets -> new ModelSpec(3, 5, 2, 4, 0.3, targets))
        .flatMap(spec -> Stream.of(spec, spec.with(Directions.FORWARD)));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void scoresEachTargetRowByRow(ModelSpec spec) {
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    Map<String, float[]> weights = save(spec);
    Float32Tolerance tolerance = Float32Tolerance.ofLogits(spec);
    try (InferenceModel model =
        InferenceModel.restore(spec, IDS, folder.resolve("ckpt"), Fixtures.SETTINGS)) {
      TargetScores scores = model.score(batch, ROWS);
      List<double[]> expected = probabilities(new ReferenceNetwork(spec, IDS, weights), batch);
      int each = expected.size() / ROWS;
      assertThat(scores.count()).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        int row = i / each;
        int target = batch[row * 5 + 5 - each + i % each];
        double nats = -Math.log(expected.get(i)[target]);
        assertThat((double) scores.nats()[i])
            .isCloseTo(nats, within(tolerance.bound(Math.max(1, nats))));
        assertThat((double) scores.confidences()[i])
            .isCloseTo(
                Arrays.stream(expected.get(i)).max().orElseThrow(), within(tolerance.bound(1)));
        assertThat(scores.ranks()[i]).isEqualTo(rank(expected.get(i), target));
      }
    }
  }

  private Map<String, float[]> save(ModelSpec spec) {
    try (TrainingModel model =
        TrainingModel.create(spec, IDS, AdamSpec.KERAS, 3, Fixtures.SETTINGS)) {
      Fixtures.randomize(model, 0.8);
      model.save(folder.resolve("ckpt"));
      return model.weights();
    }
  }

  private static List<double[]> probabilities(ReferenceNetwork network, int[] batch) {
    List<double[]> probabilities = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      network
          .logits(Arrays.copyOfRange(batch, row * 5, row * 5 + 4))
          .forEach(logits -> probabilities.add(ReferenceNetwork.softmax(logits)));
    }
    return probabilities;
  }

  private static int rank(double[] probabilities, int target) {
    return (int) Arrays.stream(probabilities).filter(p -> p > probabilities[target]).count();
  }
}
