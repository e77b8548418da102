package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

class InitializerTest {
  @Test
  void glorotUniformFillsItsRange() {
    // Glorot and Bengio (2010), equation 16: sqrt(6 / (50 + 70)).
    double limit = Math.sqrt(0.05);
    float[] values = values(Initializer.glorotUniform(1), "kernel", 50, 70);
    assertThat(max(values)).isBetween(0.99 * limit, limit);
    assertThat(min(values)).isBetween(-limit, -0.99 * limit);
    assertThat(variance(values)).isCloseTo(limit * limit / 3, within(0.05 * limit * limit));
  }

  @Test
  void uniformFillsItsRange() {
    float[] values = values(Initializer.uniform(1, 0.05), "embeddings", 50, 70);
    assertThat(max(values)).isBetween(0.0495, 0.05);
    assertThat(min(values)).isBetween(-0.05, -0.0495);
  }

  @ParameterizedTest
  @CsvSource({"8, 24", "24, 8", "5, 5", "1, 3"})
  void orthogonalHasOrthonormalRowsOrColumns(int rows, int columns) {
    float[] q = values(Initializer.orthogonal(1), "recurrent_kernel", rows, columns);
    int vectors = Math.min(rows, columns);
    // Each is made orthogonal to those before it.
    Float32Tolerance tolerance = Float32Tolerance.ofSteps(vectors, Math.max(rows, columns));
    for (int i = 0; i < vectors; i++) {
      for (int j = 0; j < vectors; j++) {
        double product =
            rows <= columns ? rowProduct(q, columns, i, j) : columnProduct(q, columns, i, j);
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(tolerance.bound(1)));
      }
    }
  }

  @Test
  void orthogonalPrefersNoSign() {
    int positive = 0;
    for (long seed = 0; seed < 64; seed++) {
      positive += values(Initializer.orthogonal(seed), "recurrent_kernel", 3, 3)[0] > 0 ? 1 : 0;
    }
    // 32 expected, standard deviation 4; without the signs of R's diagonal it is 0 or 64.
    assertThat(positive).isBetween(16, 48);
  }

  @Test
  void valuesDependOnSeedAndName() {
    float[] values = values(Initializer.glorotUniform(1), "a", 3, 4);
    assertThat(values(Initializer.glorotUniform(1), "a", 3, 4)).isEqualTo(values);
    assertThat(values(Initializer.glorotUniform(2), "a", 3, 4)).isNotEqualTo(values);
    assertThat(values(Initializer.glorotUniform(1), "b", 3, 4)).isNotEqualTo(values);
  }

  @Test
  void zerosAreZero() {
    assertThat(values(Initializer.zeros(), "bias", 2, 3)).containsOnly(0f);
  }

  private static float[] values(Initializer initializer, String name, long rows, long columns) {
    try (LayerBench bench = new LayerBench()) {
      return bench.value(initializer.value(bench.tf(), name, Shape.of(rows, columns)));
    }
  }

  private static double rowProduct(float[] matrix, int columns, int i, int j) {
    double sum = 0;
    for (int k = 0; k < columns; k++) {
      sum += (double) matrix[i * columns + k] * matrix[j * columns + k];
    }
    return sum;
  }

  private static double columnProduct(float[] matrix, int columns, int i, int j) {
    double sum = 0;
    for (int k = 0; k < matrix.length / columns; k++) {
      sum += (double) matrix[k * columns + i] * matrix[k * columns + j];
    }
    return sum;
  }

  private static double max(float[] values) {
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  private static double min(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    for (float value : values) {
      min = Math.min(min, value);
    }
    return min;
  }

  private static double variance(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum / values.length;
  }
}
