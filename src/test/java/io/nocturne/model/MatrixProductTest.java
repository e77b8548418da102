package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.runtime.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

class MatrixProductTest {
  /** Half a unit in the last place of bfloat16 at 1, which is rounded to the even neighbour, 1. */
  private static final float LOST = 1 + 1f / 256;

  /** A whole unit. */
  private static final float KEPT = 1 + 1f / 128;

  private final LayerBench bench = new LayerBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void bfloat16RoundsWhatIsMultiplied() {
    assertThat(product(Precision.BF16, LOST)).isEqualTo(1f);
    assertThat(product(Precision.BF16, KEPT)).isEqualTo(KEPT);
  }

  @Test
  void float32DoesNot() {
    assertThat(product(Precision.FLOAT32, LOST)).isEqualTo(LOST);
  }

  @Test
  void takesTheOptionsOfAProduct() {
    Operand<TFloat32> left = bench.constant(Shape.of(2, 1), 3, 4);
    Operand<TFloat32> right = bench.constant(Shape.of(2, 1), 5, 6);
    assertThat(
            bench.value(
                new MatrixProduct(Precision.BF16)
                    .of(bench.tf(), left, right, MatMul.transposeA(true))))
        .containsExactly(39);
  }

  @Test
  void roundsAMatrixOnceForAllItsProducts() {
    MatrixProduct products = new MatrixProduct(Precision.BF16);
    Operand<TFloat32> kernel = bench.constant(Shape.of(1, 1), 2);
    for (int i = 0; i < 3; i++) {
      products.of(bench.tf(), bench.constant(Shape.of(1, 1), i), kernel);
    }
    // Four factors rounded, three products made float32.
    assertThat(bench.opsOfType("Cast")).hasSize(4 + 3);
  }

  private float product(Precision precision, float factor) {
    Operand<TFloat32> left = bench.constant(Shape.of(1, 1), factor);
    Operand<TFloat32> right = bench.constant(Shape.of(1, 1), 1);
    return bench.value(new MatrixProduct(precision).of(bench.tf(), left, right))[0];
  }
}
