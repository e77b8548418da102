package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.runtime.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * The golden values are those of Keras's own tests (keras/src/layers/rnn/bidirectional_test.py,
 * {@code test_correctness}): GRU(2), kernel 0.01, recurrent kernel 0.02, bias 0.03 in both
 * directions, input 0 to 23 as [2, 3, 4].
 */
class BidirectionalGruTest {
  private static final int BATCH = 2;
  private static final int STEPS = 3;
  private static final int INPUTS = 4;
  private static final int UNITS = 2;
  private static final Float32Tolerance TOLERANCE = Float32Tolerance.ofSteps(STEPS, INPUTS + UNITS);

  /** The first values of the rows of 0 to 23 as [B, T, D], when laid out as [T·B, D]. */
  private static final int[] TIME_MAJOR_STARTS = {0, 12, 4, 16, 8, 20};

  @Test
  void addsUpToKerasSumOfBothDirections() {
    float[] both = sequence(constants());
    float[] sums = new float[BATCH * STEPS];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = both[i * 2 * UNITS] + both[i * 2 * UNITS + UNITS];
    }
    // Keras's rows [2, 3], here time-major.
    assertClose(sums, 0.20937867f, 0.59829646f, 0.34462988f, 0.6734641f, 0.40290534f, 0.6479671f);
  }

  @Test
  void putsTheForwardDirectionFirst() {
    float[] both = sequence(zeroExcept("gru/forward/bias"));
    assertThat(Arrays.copyOfRange(both, 0, UNITS)).doesNotContain(0f);
    assertThat(Arrays.copyOfRange(both, UNITS, 2 * UNITS)).containsOnly(0f);
  }

  @Test
  void lastStatesAreEachDirectionsStateAfterTheWholeSequence() {
    float[] both = sequence(constants());
    float[] last = lastStates(constants());
    int width = 2 * UNITS;
    for (int row = 0; row < BATCH; row++) {
      int end = ((STEPS - 1) * BATCH + row) * width;
      assertClose(
          Arrays.copyOfRange(last, row * width, row * width + UNITS),
          Arrays.copyOfRange(both, end, end + UNITS));
      int start = row * width + UNITS;
      assertClose(
          Arrays.copyOfRange(last, start, start + UNITS),
          Arrays.copyOfRange(both, start, start + UNITS));
    }
  }

  private static void assertClose(float[] actual, float... expected) {
    assertThat(actual).containsExactly(expected, TOLERANCE.around(expected));
  }

  private static float[] sequence(Initializers initializers) {
    try (LayerBench bench = new LayerBench()) {
      return bench.value(
          layer(bench, initializers)
              .sequence(bench.tf(), input(bench), STEPS, ConstantHoisting.NONE)
              .output());
    }
  }

  private static float[] lastStates(Initializers initializers) {
    try (LayerBench bench = new LayerBench()) {
      return bench.value(
          layer(bench, initializers)
              .lastStates(bench.tf(), input(bench), STEPS, ConstantHoisting.NONE)
              .output());
    }
  }

  private static BidirectionalGru layer(LayerBench bench, Initializers initializers) {
    return new BidirectionalGru(
        WeightSource.variables(bench.tf(), bench.variables()),
        "gru",
        new GruShape(INPUTS, UNITS, Directions.BOTH),
        initializers,
        new MatrixProduct(Precision.FLOAT32));
  }

  private static GruInput input(LayerBench bench) {
    float[] timeMajor = new float[STEPS * BATCH * INPUTS];
    for (int i = 0; i < timeMajor.length; i++) {
      timeMajor[i] = TIME_MAJOR_STARTS[i / INPUTS] + i % INPUTS;
    }
    return GruInput.of(bench.constant(Shape.of(STEPS * BATCH, INPUTS), timeMajor));
  }

  private static Initializers constants() {
    return new Initializers(
        Initializer.zeros(),
        LayerBench.constant(0.01),
        LayerBench.constant(0.02),
        LayerBench.constant(0.03));
  }

  private static Initializers zeroExcept(String one) {
    Initializer initializer =
        (tf, name, shape) -> LayerBench.constant(name.equals(one) ? 0.5 : 0).value(tf, name, shape);
    return new Initializers(initializer, initializer, initializer, initializer);
  }
}
