package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The graph against the same network in plain Java and float64, whose gradients are central
 * differences. What is left between the two is float32's rounding.
 */
class NetworkReferenceTest {
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int ROWS = 3;

  static Stream<ModelSpec> specs() {
    return Stream.of(Targets.values())
        .flatMap(
            targets ->
                Stream.of(
                    new ModelSpec(1, 1, 1, 1, 0, targets),
                    new ModelSpec(5, 3, 1, 4, 0, targets),
                    new ModelSpec(3, 5, 2, 5, 0, targets),
                    new ModelSpec(2, 3, 3, 3, 0, targets),
                    new ModelSpec(3, 5, 2, 5, 0, targets).with(Directions.FORWARD),
                    new ModelSpec(3, 5, 3, 5, 0, targets).withUnits(5, 2, 4),
                    new ModelSpec(3, 5, 2, 5, 0, targets)
                        .withUnits(2, 5)
                        .with(Directions.FORWARD)));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void hasTheLossOfTheReference(ModelSpec spec) {
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel model = model(spec)) {
      Fixtures.randomize(model, 0.8);
      BatchLoss expected = new ReferenceNetwork(spec, IDS, model.weights()).loss(batch);
      BatchLoss actual = model.evaluate(batch, ROWS);
      Float32Tolerance.ofLogits(spec).assertClose(actual, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void hasTheGradientOfTheReference(ModelSpec spec) {
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel model = model(spec)) {
      Fixtures.randomize(model, 0.8);
      assertGradients(model, spec, batch);
    }
  }

  @Test
  void leavesPaddingOutOfLossAndGradient() {
    ModelSpec spec = new ModelSpec(3, 2, 2, 4, 0, Targets.EVERY);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    batch[0] = IDS.pad();
    batch[1] = IDS.pad();
    batch[2] = IDS.pad();
    batch[6] = IDS.pad();
    try (TrainingModel model = model(spec)) {
      Fixtures.randomize(model, 0.8);
      BatchLoss loss = model.evaluate(batch, ROWS);
      assertThat(loss.targets()).isEqualTo(ROWS * 4 - 3);
      BatchLoss expected = new ReferenceNetwork(spec, IDS, model.weights()).loss(batch);
      Float32Tolerance.ofLogits(spec).assertClose(loss, expected);
      assertGradients(model, spec, batch);
    }
  }

  static Stream<ModelSpec> maskedSpecs() {
    return specs().filter(spec -> spec.window() > 3).map(ModelSpec::asMasked);
  }

  @ParameterizedTest
  @MethodSource("maskedSpecs")
  void masksPadding(ModelSpec spec) {
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    batch[0] = IDS.pad(); // The first row begins with padding, and the second one has some within.
    batch[1] = IDS.pad();
    batch[spec.window() + 3] = IDS.pad();
    try (TrainingModel model = model(spec)) {
      Fixtures.randomize(model, 0.8);
      BatchLoss expected = new ReferenceNetwork(spec, IDS, model.weights()).loss(batch);
      Float32Tolerance.ofLogits(spec).assertClose(model.evaluate(batch, ROWS), expected);
      assertGradients(model, spec, batch);
    }
  }

  @Test
  void trainsOnTheLossThatItReports() {
    ModelSpec spec = new ModelSpec(3, 2, 2, 4, 0, Targets.LAST);
    int[] batch = Fixtures.batch(spec, IDS, ROWS);
    try (TrainingModel model = model(spec)) {
      Fixtures.randomize(model, 0.8);
      BatchLoss before = model.evaluate(batch, ROWS);
      Float32Tolerance.ofLogits(spec).assertClose(model.train(batch, ROWS), before);
      assertThat(model.evaluate(batch, ROWS).loss()).isLessThan(before.loss());
    }
  }

  private static void assertGradients(TrainingModel model, ModelSpec spec, int[] batch) {
    Map<String, double[]> expected =
        new ReferenceNetwork(spec, IDS, model.weights()).gradients(batch);
    Map<String, float[]> actual = model.gradients(batch, ROWS);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    Float32Tolerance tolerance = Float32Tolerance.ofGradients(spec, ROWS);
    expected.forEach(
        (name, gradient) ->
            assertThat(ReferenceNetwork.toDoubles(actual.get(name)))
                .as(name)
                .containsExactly(gradient, tolerance.around(gradient)));
  }

  @MustBeClosed
  private static TrainingModel model(ModelSpec spec) {
    return TrainingModel.create(spec, IDS, OptimizerSpec.ADAM, 3, Fixtures.SETTINGS);
  }
}
