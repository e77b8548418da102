package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the prediction of each target with the same network in plain Java and float64. */
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
  void predictsEachTargetRowByRow(ModelSpec spec) {
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    Map<String, float[]> weights = save(spec);
    Float32Tolerance tolerance = Float32Tolerance.ofLogits(spec);
    try (InferenceModel model =
        InferenceModel.restore(spec, IDS, folder.resolve("ckpt"), Fixtures.SETTINGS)) {
      TargetLogits logits = model.targetLogits(batch, ROWS);
      List<double[]> expected = probabilities(new ReferenceNetwork(spec, IDS, weights), batch);
      assertThat(logits.count()).isEqualTo(expected.size());
      double[] actual = new double[IDS.count()];
      for (int i = 0; i < expected.size(); i++) {
        logits.probabilities(i, actual);
        assertThat(actual).containsExactly(expected.get(i), within(tolerance.bound(1)));
      }
    }
  }

  private Map<String, float[]> save(ModelSpec spec) {
    try (TrainingModel model =
        TrainingModel.create(spec, IDS, OptimizerSpec.ADAM, 3, Fixtures.SETTINGS)) {
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
}
