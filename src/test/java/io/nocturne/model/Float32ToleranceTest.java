package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Float32ToleranceTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 1000, 100_000})
  void leavesRoomForSumsInTheOtherOrder(int terms) {
    for (long seed = 0; seed < 20; seed++) {
      float[] values = new float[terms];
      Random random = new Random(seed);
      float forward = 0;
      double size = 0;
      for (int i = 0; i < terms; i++) {
        values[i] = random.nextFloat() - 0.3f;
        forward += values[i];
        size += Math.abs(values[i]);
      }
      float backward = 0;
      for (int i = terms - 1; i >= 0; i--) {
        backward += values[i];
      }
      assertThat(Math.abs(forward - backward))
          .as("seed %d", seed)
          .isLessThanOrEqualTo((float) new Float32Tolerance(terms).bound(size));
    }
  }

  /** 8 · √270 · 2⁻²³. */
  @Test
  void isThousandsOfTimesSmallerThanTheValuesOfASmallNetwork() {
    ModelSpec small = new ModelSpec(7, 5, 2, 9, 0, Targets.LAST);
    assertThat(Float32Tolerance.ofLogits(small).operations()).isEqualTo(2 * 9 * (10 + 5));
    assertThat(Float32Tolerance.ofLogits(small).bound(1)).isBetween(1.5e-5, 1.6e-5);
  }

  @Test
  void findsAWrongRow() {
    float[][] expected = {{1, 2}, {3, 0}};
    Float32Tolerance tolerance = new Float32Tolerance(100);
    tolerance.assertClose(new float[][] {{1, 2}, {3, 1e-5f}}, expected);
    assertThatThrownBy(() -> tolerance.assertClose(new float[][] {{1, 2}, {3, 1e-4f}}, expected))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("row 1");
  }

  @Test
  void countsAtLeastOneOperation() {
    assertThatThrownBy(() -> new Float32Tolerance(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("operations must be at least 1, was 0");
  }
}
