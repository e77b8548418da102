package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.model.ModelSpec.DropoutSpec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class DropoutTest {
  private static final int SIZE = 20_000;

  @Test
  void dropsItsShareAndScalesTheRest() {
    float[] outputs = outputsOfOnes(0.2, 7, 0, 0);
    assertThat(outputs).containsOnly(0f, 1.25f);
    int dropped = 0;
    for (float output : outputs) {
      dropped += output == 0 ? 1 : 0;
    }
    // Binomial: standard deviation sqrt(0.2 * 0.8 / 20000) = 0.0028.
    assertThat((double) dropped / SIZE).isCloseTo(0.2, within(0.012));
  }

  @Test
  void dropsTheSameForTheSameSeedStepAndLayer() {
    assertThat(outputsOfOnes(0.2, 7, 3, 1)).isEqualTo(outputsOfOnes(0.2, 7, 3, 1));
  }

  @Test
  void dropsOthersForAnotherSeed() {
    assertThat(outputsOfOnes(0.2, 8, 3, 1)).isNotEqualTo(outputsOfOnes(0.2, 7, 3, 1));
  }

  @Test
  void dropsOthersAtAnotherStep() {
    assertThat(outputsOfOnes(0.2, 7, 4, 1)).isNotEqualTo(outputsOfOnes(0.2, 7, 3, 1));
  }

  @Test
  void dropsOthersInAnotherLayer() {
    assertThat(outputsOfOnes(0.2, 7, 3, 2)).isNotEqualTo(outputsOfOnes(0.2, 7, 3, 1));
  }

  @Test
  void noLayersNumbersAreThoseOfAnotherStep() {
    assertThat(outputsOfOnes(0.2, 7, 0, ModelSpec.MAX_LAYERS - 1))
        .isNotEqualTo(outputsOfOnes(0.2, 7, 1, 0));
  }

  @Test
  void dropsFromAnOddNumberOfOutputs() {
    try (LayerBench bench = new LayerBench()) {
      Operand<TFloat32> ones =
          bench.tf().fill(bench.tf().constant(Shape.of(SIZE / 5, 5)), one(bench));
      Dropout dropout = Dropout.keyed(DropoutSpec.afterLayers(0.2), 7, bench.tf().constant(0L));
      float[] outputs = bench.value(dropout.ofOutputs(bench.tf(), ones, 0).output());
      assertThat(outputs).hasSize(SIZE).containsOnly(0f, 1.25f);
      double[] kept = new double[5];
      for (int i = 0; i < SIZE; i++) {
        kept[i % 5] += outputs[i] / SIZE;
      }
      // Five binomials of 4,000: standard deviation of each mean, 0.0079 of 1.
      assertThat(kept).containsExactly(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, within(0.0065));
    }
  }

  @Test
  void rateZeroAddsNothingToTheGraph() {
    try (LayerBench bench = new LayerBench()) {
      Operand<TFloat32> ones = ones(bench);
      Dropout dropout = Dropout.keyed(DropoutSpec.afterLayers(0), 7, bench.tf().constant(0L));
      assertThat(dropout.ofOutputs(bench.tf(), ones, 0).output()).isSameAs(ones);
      assertThat(dropout.ofEmbedding(bench.tf(), ones).output()).isSameAs(ones);
      assertThat(dropout.changesInputs(0)).isFalse();
    }
  }

  @Test
  void dropsTheSameInputsAtEveryStep() {
    float[] inputs = inputsOfOnes(4, SIZE / 40, 10);
    assertThat(inputs).hasSize(SIZE).containsOnly(0f, 1.25f);
    for (int i = 0; i < SIZE / 4; i++) {
      assertThat(inputs[i]).isEqualTo(inputs[i + SIZE / 4]).isEqualTo(inputs[i + SIZE / 2]);
    }
  }

  @Test
  void dropsTheShareOfInputsThatTheRateSays() {
    double sum = 0;
    for (float input : inputsOfOnes(1, SIZE / 10, 10)) {
      sum += input;
    }
    // Means of 20,000 values of 1.25 with probability 0.8: standard deviation 0.0035.
    assertThat(sum / SIZE).isCloseTo(1, within(0.015));
  }

  @Test
  void theNumbersOfEachPlaceAreItsOwn() {
    try (LayerBench bench = new LayerBench()) {
      Ops tf = bench.tf();
      Dropout dropout =
          Dropout.keyed(new DropoutSpec(List.of(0.2), 0.2, List.of(0.2)), 7, tf.constant(3L));
      List<float[]> places =
          Stream.of(
                  dropout.ofOutputs(tf, ones(bench), 0),
                  dropout.ofEmbedding(tf, ones(bench)),
                  dropout.ofInputs(tf, ones(bench), 0, 1))
              .map(place -> bench.value(place.output()))
              .toList();
      assertThat(agreement(places.get(0), places.get(1))).isCloseTo(0.68, within(0.015));
      assertThat(agreement(places.get(0), places.get(2))).isCloseTo(0.68, within(0.015));
      assertThat(agreement(places.get(1), places.get(2))).isCloseTo(0.68, within(0.015));
    }
  }

  /**
   * Returns the share of values that both dropped or kept: 0.2² + 0.8² = 0.68 of independent ones,
   * with a standard deviation of 0.0033.
   */
  private static double agreement(float[] one, float[] other) {
    return IntStream.range(0, SIZE).filter(i -> one[i] == other[i]).count() / (double) SIZE;
  }

  private static float[] inputsOfOnes(int steps, int rows, int width) {
    try (LayerBench bench = new LayerBench()) {
      Ops tf = bench.tf();
      Operand<TFloat32> ones =
          tf.fill(tf.constant(Shape.of((long) steps * rows, width)), one(bench));
      DropoutSpec rates = new DropoutSpec(List.of(0.0), 0, List.of(0.2));
      Dropout dropout = Dropout.keyed(rates, 7, tf.constant(3L));
      return bench.value(dropout.ofInputs(tf, ones, 0, steps).output());
    }
  }

  private static float[] outputsOfOnes(double rate, long seed, long step, int layer) {
    try (LayerBench bench = new LayerBench()) {
      Dropout dropout =
          Dropout.keyed(DropoutSpec.afterLayers(rate), seed, bench.tf().constant(step));
      return bench.value(dropout.ofOutputs(bench.tf(), ones(bench), layer).output());
    }
  }

  private static Operand<TFloat32> ones(LayerBench bench) {
    return bench.tf().fill(bench.tf().constant(Shape.of(SIZE / 10, 10)), one(bench));
  }

  private static Operand<TFloat32> one(LayerBench bench) {
    return bench.tf().constant(1f);
  }
}
