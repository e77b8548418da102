package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares a stateful network with Keras 3.15.1 on TensorFlow 2.18: {@code Embedding(7, 3)}, twice
 * {@code GRU(4, return_sequences=True, stateful=True)}, {@code Dense(7)}. Value i of the k-th
 * weight is sin(1.7 i + k) / 2. The loss is the mean cross-entropy of two rows, in two windows of
 * five tokens, of which the first begins with the pad.
 */
class StatefulPassTest {
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int ROWS = 2;
  private static final int WINDOW = 5;
  private static final ModelSpec SPEC =
      new ModelSpec(3, 4, 2, WINDOW, 0, Targets.EVERY, Directions.FORWARD).asStateful();

  /** So small that a step leaves the weights as they are. */
  private static final OptimizerSpec STILL = OptimizerSpec.ADAM.withLearningRate(1e-30);

  private static final int[] FIRST = {6, 2, 0, 0, 2, 0, 6, 5, 3, 3, 5, 3};
  private static final int[] SECOND = {0, 0, 2, 0, 0, 2, 3, 3, 5, 3, 3, 5};

  private static final Fingerprint[] AFTER_FIRST = {
    new Fingerprint(0.0436510406434536, 0.006419571116566658),
    new Fingerprint(0.021415600553154945, 0.00763160502538085),
    new Fingerprint(0.01464224886149168, 0.009998922236263752),
    new Fingerprint(0.10296276211738586, -0.025569159537553787),
    new Fingerprint(0.07338119298219681, 0.05084219202399254),
    new Fingerprint(0.044911470264196396, -0.027336878702044487),
    new Fingerprint(0.17259588837623596, -0.055229343473911285),
    new Fingerprint(0.2964216470718384, -0.1186584085226059),
    new Fingerprint(0.35923558473587036, -0.03506471961736679)
  };
  private static final Fingerprint[] AFTER_SECOND = {
    new Fingerprint(0.06037508323788643, 0.017177637666463852),
    new Fingerprint(0.02137000299990177, -0.016737237572669983),
    new Fingerprint(0.0387752540409565, 0.027714192867279053),
    new Fingerprint(0.12489355355501175, -0.02200348488986492),
    new Fingerprint(0.12361840158700943, 0.08416343480348587),
    new Fingerprint(0.09077956527471542, -0.05230727791786194),
    new Fingerprint(0.20730440318584442, -0.07900147885084152),
    new Fingerprint(0.45831403136253357, -0.1717974692583084),
    new Fingerprint(0.3984329104423523, -0.04497740790247917)
  };

  private TrainingModel model;

  /**
   * The gradients with respect to a weight.
   *
   * @param norm Euclidean
   * @param product the sum of their products with sin(1.7 i + 9) / 2
   */
  private record Fingerprint(double norm, double product) {
    static Fingerprint of(float[] values) {
      double squares = 0;
      double product = 0;
      for (int i = 0; i < values.length; i++) {
        squares += (double) values[i] * values[i];
        product += values[i] * Math.sin(1.7 * i + 9) / 2;
      }
      return new Fingerprint(Math.sqrt(squares), product);
    }
  }

  @BeforeEach
  @SuppressWarnings("MustBeClosed") // close() does.
  void open() {
    model =
        TrainingModel.create(
            SPEC, IDS, new OptimizerSettings(STILL, 0, 1, 1, ROWS), Fixtures.SETTINGS);
    int weight = 0;
    for (Map.Entry<String, float[]> each : model.weights().entrySet()) {
      float[] values = each.getValue();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (Math.sin(1.7 * i + weight) / 2);
      }
      model.setWeight(each.getKey(), values);
      weight++;
    }
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void hasTheLossOfKeras() {
    assertThat(model.train(FIRST, ROWS).loss()).isCloseTo(1.9843829870224, within(1e-5));
    assertThat(model.train(SECOND, ROWS).loss()).isCloseTo(2.110708475112915, within(1e-5));
  }

  @Test
  void hasTheLossOfKerasWithoutTraining() {
    assertThat(model.evaluate(FIRST, ROWS).loss()).isCloseTo(1.9843829870224, within(1e-5));
    assertThat(model.evaluate(SECOND, ROWS).loss()).isCloseTo(2.110708475112915, within(1e-5));
  }

  @Test
  void hasTheGradientsOfKerasFromZeros() {
    assertGradients(FIRST, AFTER_FIRST);
  }

  @Test
  void hasTheGradientsOfKerasFromStatesThatWereHandedOn() {
    model.train(FIRST, ROWS);
    assertGradients(SECOND, AFTER_SECOND);
  }

  @Test
  void beginsAPieceFromZeros() {
    BatchLoss fresh = model.train(FIRST, ROWS);
    model.train(SECOND, ROWS);
    assertThat(model.train(FIRST, ROWS).loss()).isCloseTo(fresh.loss(), within(1e-6));
  }

  @Test
  void keepsTheStatesOfRowsThatABatchDoesNotHave() {
    model.train(FIRST, ROWS);
    model.train(new int[] {6, 1, 1, 1, 1, 1}, 1);
    // The first row begins again, the second one continues.
    BatchLoss both = model.train(new int[] {6, 2, 0, 0, 2, 0, 3, 3, 5, 3, 3, 5}, ROWS);
    double first = model.evaluate(new int[] {6, 2, 0, 0, 2, 0}, 1).lossSum();
    model.evaluate(FIRST, ROWS);
    double second = model.evaluate(SECOND, ROWS).lossSum() - secondRowless();
    assertThat(both.lossSum()).isCloseTo(first + second, within(1e-4));
  }

  /** Returns the loss of the second window's first row alone. */
  private double secondRowless() {
    model.evaluate(new int[] {6, 2, 0, 0, 2, 0}, 1);
    return model.evaluate(new int[] {0, 0, 2, 0, 0, 2}, 1).lossSum();
  }

  @Test
  void keepsValidationApartFromTraining() {
    model.train(FIRST, ROWS);
    model.evaluate(new int[] {6, 1, 1, 1, 1, 1, 6, 1, 1, 1, 1, 1}, ROWS);
    assertThat(model.train(SECOND, ROWS).loss()).isCloseTo(2.110708475112915, within(1e-5));
  }

  private void assertGradients(int[] batch, Fingerprint[] expected) {
    List<Fingerprint> actual = new ArrayList<>();
    Map<String, float[]> gradients = model.gradients(batch, ROWS);
    model.weights().keySet().forEach(name -> actual.add(Fingerprint.of(gradients.get(name))));
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.get(i).norm()).isCloseTo(expected[i].norm(), within(1e-5));
      assertThat(actual.get(i).product()).isCloseTo(expected[i].product(), within(1e-5));
    }
  }
}
