package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.runtime.Precision;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The golden values are those of Keras's own tests (keras/src/layers/rnn/gru_test.py, {@code
 * test_correctness}): GRU(3), kernel 0.01, recurrent kernel 0.02, bias 0.03, input 0 to 71 as [3,
 * 6, 4]; three equal units a row.
 */
class GruDirectionTest {
  private static final int BATCH = 3;
  private static final int STEPS = 6;
  private static final int INPUTS = 4;
  private static final int UNITS = 3;
  private static final Float32Tolerance TOLERANCE = Float32Tolerance.ofSteps(STEPS, INPUTS + UNITS);

  @Test
  void agreesWithKeras() {
    assertClose(
        lastState(0.03, GruDirection.ReadingOrder.FORWARD),
        perRow(0.52172890f, 0.63716590f, 0.39384964f));
  }

  @Test
  void isTheVariantThatResetsAfterTheProduct() {
    assertThat(lastState(0.03, GruDirection.ReadingOrder.FORWARD)[0])
        .isNotCloseTo(0.51447755f, within(1e-3f));
  }

  @Test
  void agreesWithKerasReadingBackwards() {
    assertClose(
        lastState(0.03, GruDirection.ReadingOrder.BACKWARD),
        perRow(0.24406259f, 0.61151600f, 0.39288080f));
  }

  @Test
  void agreesWithKerasWithoutBias() {
    assertClose(
        lastState(0, GruDirection.ReadingOrder.FORWARD),
        perRow(0.49988455f, 0.64701194f, 0.41033590f));
  }

  @Test
  void readsBackwardsWhatItWouldReadForwardsOfTheReversedSequence() {
    try (LayerBench bench = new LayerBench()) {
      Initializers random = Initializers.keras(5);
      GruDirection gru = gru(bench, random);
      float[] sequence = randomSequence();
      List<Operand<TFloat32>> backward =
          states(bench, gru, sequence, GruDirection.ReadingOrder.BACKWARD);
      List<Operand<TFloat32>> forwardOfReversed =
          states(bench, gru, reversedSteps(sequence), GruDirection.ReadingOrder.FORWARD);
      for (int step = 0; step < STEPS; step++) {
        assertClose(
            bench.value(backward.get(step)), bench.value(forwardOfReversed.get(STEPS - 1 - step)));
      }
    }
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).containsExactly(expected, TOLERANCE.around(expected));
  }

  private static float[] lastState(double bias, GruDirection.ReadingOrder order) {
    try (LayerBench bench = new LayerBench()) {
      Initializers constants =
          new Initializers(
              Initializer.zeros(),
              LayerBench.constant(0.01),
              LayerBench.constant(0.02),
              LayerBench.constant(bias));
      List<Operand<TFloat32>> states = states(bench, gru(bench, constants), kerasSequence(), order);
      return bench.value(states.get(order == GruDirection.ReadingOrder.FORWARD ? STEPS - 1 : 0));
    }
  }

  private static GruDirection gru(LayerBench bench, Initializers initializers) {
    return new GruDirection(
        WeightSource.variables(bench.tf(), bench.variables()),
        "gru",
        new GruShape(INPUTS, UNITS, Directions.BOTH),
        initializers,
        new MatrixProduct(Precision.FLOAT32));
  }

  private static List<Operand<TFloat32>> states(
      LayerBench bench, GruDirection gru, float[] timeMajor, GruDirection.ReadingOrder order) {
    Operand<TFloat32> sequence = bench.constant(Shape.of(STEPS * BATCH, INPUTS), timeMajor);
    GruActivations reading =
        gru.read(bench.tf(), GruInput.of(sequence), STEPS, order, ConstantHoisting.NONE);
    return reading.order().reordered(reading.steps().stream().map(GruStep::state).toList());
  }

  /** 0 to 71 as [B, T, D], laid out as [T·B, D]. */
  private static float[] kerasSequence() {
    float[] timeMajor = new float[STEPS * BATCH * INPUTS];
    int i = 0;
    for (int step = 0; step < STEPS; step++) {
      for (int row = 0; row < BATCH; row++) {
        for (int input = 0; input < INPUTS; input++) {
          timeMajor[i++] = (row * STEPS + step) * INPUTS + input;
        }
      }
    }
    return timeMajor;
  }

  private static float[] randomSequence() {
    float[] values = new float[STEPS * BATCH * INPUTS];
    Random random = new Random(11);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] reversedSteps(float[] timeMajor) {
    int width = BATCH * INPUTS;
    float[] reversed = new float[timeMajor.length];
    for (int step = 0; step < STEPS; step++) {
      System.arraycopy(timeMajor, step * width, reversed, (STEPS - 1 - step) * width, width);
    }
    return reversed;
  }

  private static float[] perRow(float... values) {
    float[] units = new float[values.length * UNITS];
    for (int i = 0; i < units.length; i++) {
      units[i] = values[i / UNITS];
    }
    return units;
  }
}
