package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
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
      Dropout dropout = Dropout.keyed(0.2, 7, bench.tf().constant(0L));
      float[] outputs = bench.value(dropout.apply(bench.tf(), ones, 0).output());
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
      assertThat(Dropout.keyed(0, 7, bench.tf().constant(0L)).apply(bench.tf(), ones, 0).output())
          .isSameAs(ones);
    }
  }

  private static float[] outputsOfOnes(double rate, long seed, long step, int layer) {
    try (LayerBench bench = new LayerBench()) {
      Dropout dropout = Dropout.keyed(rate, seed, bench.tf().constant(step));
      return bench.value(dropout.apply(bench.tf(), ones(bench), layer).output());
    }
  }

  private static Operand<TFloat32> ones(LayerBench bench) {
    return bench.tf().fill(bench.tf().constant(Shape.of(SIZE / 10, 10)), one(bench));
  }

  private static Operand<TFloat32> one(LayerBench bench) {
    return bench.tf().constant(1f);
  }
}
