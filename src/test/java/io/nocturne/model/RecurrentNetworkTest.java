package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.RecurrentNetwork.Reading;
import io.nocturne.model.RecurrentNetwork.SpanReading;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares a network that carries its state with the same one in plain Java and float64. */
class RecurrentNetworkTest {
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int ROWS = 3;
  private static final int LENGTH = 33; // Two spans of scores and the target after them.

  @TempDir private Path folder;

  private static Stream<ModelSpec> specs() {
    return Stream.of(
        spec(Targets.EVERY, 1), spec(Targets.EVERY, 2), spec(Targets.EVERY, 2).asMasked());
  }

  @ParameterizedTest
  @MethodSource("specs")
  void predictsAfterEachTokenFromAllTokensBefore(ModelSpec spec) {
    Map<String, float[]> weights = save(spec);
    int[][] rows = rows();
    Float32Tolerance tolerance = Float32Tolerance.ofLogits(spec.withWindow(LENGTH));
    try (InferenceModel model = open(spec)) {
      List<List<double[]>> expected = reference(spec, weights, rows);
      float[][] states = starts(model);
      for (int i = 0; i < LENGTH; i++) {
        Reading reading = model.recurrence().read(states, column(rows, i));
        for (int row = 0; row < ROWS; row++) {
          double[] logits = expected.get(row).get(i);
          for (int id = 0; id < logits.length; id++) {
            assertThat((double) reading.logits()[row][id])
                .isCloseTo(logits[id], within(tolerance.bound(Math.max(1, Math.abs(logits[id])))));
          }
        }
        states = reading.states();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Targets.class)
  void predictsAfterAWindowWhatTheNetworkPredictsThatReadsItAtOnce(Targets targets) {
    ModelSpec spec = spec(targets, 2);
    save(spec);
    int[][] windows =
        Arrays.stream(rows()).map(row -> Arrays.copyOf(row, spec.window())).toArray(int[][]::new);
    try (InferenceModel model = open(spec)) {
      float[][] states = starts(model);
      Reading reading = null;
      for (int i = 0; i < spec.window(); i++) {
        reading = model.recurrence().read(states, column(windows, i));
        states = reading.states();
      }
      Float32Tolerance.ofLogits(spec).assertClose(reading.logits(), model.logits(windows));
    }
  }

  @Test
  void predictsEachTokenAfterAllTokensBefore() {
    ModelSpec spec = spec(Targets.EVERY, 2);
    Map<String, float[]> weights = save(spec);
    int[][] rows = rows();
    Float32Tolerance tolerance = Float32Tolerance.ofLogits(spec.withWindow(LENGTH));
    try (InferenceModel model = open(spec)) {
      List<List<double[]>> expected = reference(spec, weights, rows);
      float[][] states = starts(model);
      int steps = model.recurrence().predictedSteps();
      for (int from = 0; from + steps < LENGTH; from += steps) {
        int[] batch = spans(rows, from, steps + 1);
        SpanReading reading = model.recurrence().predict(states, batch);
        assertThat(reading.logits().count()).isEqualTo(ROWS * steps);
        for (int i = 0; i < reading.logits().count(); i++) {
          int row = i / steps;
          int place = from + i % steps;
          double[] wanted = ReferenceNetwork.softmax(expected.get(row).get(place));
          double[] actual = new double[wanted.length];
          reading.logits().probabilities(i, actual);
          assertThat(actual).containsExactly(wanted, within(tolerance.bound(1)));
        }
        states = reading.states();
      }
    }
  }

  @Test
  void keepsRowsApart() {
    ModelSpec spec = spec(Targets.EVERY, 2);
    save(spec);
    try (InferenceModel model = open(spec)) {
      RecurrentNetwork recurrence = model.recurrence();
      float[][] after = recurrence.read(starts(model), new int[] {1, 2, 3}).states();
      Reading both = recurrence.read(new float[][] {after[2], after[0]}, new int[] {4, 5});
      Reading alone = recurrence.read(new float[][] {after[0]}, new int[] {5});
      Float32Tolerance.ofLogits(spec).assertClose(alone.logits(), new float[][] {both.logits()[1]});
    }
  }

  @Test
  void doesNotChangeTheStatesItIsGiven() {
    ModelSpec spec = spec(Targets.EVERY, 1);
    save(spec);
    try (InferenceModel model = open(spec)) {
      float[][] states = {model.recurrence().start()};
      model.recurrence().read(states, new int[] {1});
      assertThat(states[0]).containsOnly(0f);
    }
  }

  @Test
  void refusesANetworkThatReadsBackwardsToo() {
    ModelSpec spec = spec(Targets.EVERY, 1).with(Directions.BOTH);
    save(spec);
    try (InferenceModel model = open(spec)) {
      assertThatThrownBy(model::recurrence)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the network must read forward to carry its state, but reads in both directions");
    }
  }

  @Test
  void refusesStatesThatAreNotOfTheNetwork() {
    ModelSpec spec = spec(Targets.EVERY, 2);
    save(spec);
    try (InferenceModel model = open(spec)) {
      RecurrentNetwork recurrence = model.recurrence();
      assertThatThrownBy(() -> recurrence.read(new float[1][5], new int[] {1}))
          .hasMessage("states must have 10 values, had 5 in row 0");
      assertThatThrownBy(() -> recurrence.read(new float[1][10], new int[] {1, 2}))
          .hasMessage("there must be a state for each of 2 rows, were 1");
      assertThatThrownBy(() -> recurrence.read(new float[1][10], new int[] {7}))
          .hasMessage("token ids must be 0 to 6, was 7 in row 0, column 0");
    }
  }

  private static ModelSpec spec(Targets targets, int layers) {
    ModelSpec spec = new ModelSpec(3, 5, layers, 4, 0.3, targets).with(Directions.FORWARD);
    return layers == 2 ? spec.withUnits(6, 4) : spec;
  }

  @MustBeClosed
  private InferenceModel open(ModelSpec spec) {
    return InferenceModel.restore(spec, IDS, folder.resolve("ckpt"), Fixtures.SETTINGS);
  }

  private static float[][] starts(InferenceModel model) {
    float[][] states = new float[ROWS][];
    Arrays.setAll(states, row -> model.recurrence().start());
    return states;
  }

  private Map<String, float[]> save(ModelSpec spec) {
    try (TrainingModel model =
        TrainingModel.create(spec, IDS, OptimizerSpec.ADAM, 3, Fixtures.SETTINGS)) {
      Fixtures.randomize(model, 0.8);
      model.save(folder.resolve("ckpt"));
      return model.weights();
    }
  }

  private static List<List<double[]>> reference(
      ModelSpec spec, Map<String, float[]> weights, int[][] rows) {
    ReferenceNetwork network = new ReferenceNetwork(spec.withWindow(LENGTH), IDS, weights);
    return Arrays.stream(rows).map(network::logits).toList();
  }

  private static int[][] rows() {
    Random random = new Random(29);
    int[][] rows = new int[ROWS][];
    Arrays.setAll(rows, row -> random.ints(LENGTH, 0, IDS.count()).toArray());
    return rows;
  }

  private static int[] column(int[][] rows, int place) {
    return Arrays.stream(rows).mapToInt(row -> row[place]).toArray();
  }

  private static int[] spans(int[][] rows, int from, int width) {
    return Arrays.stream(rows)
        .flatMapToInt(row -> Arrays.stream(row, from, from + width))
        .toArray();
  }
}
