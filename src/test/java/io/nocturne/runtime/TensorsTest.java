package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class TensorsTest {
  @Test
  void intsAreRowMajor() {
    try (TInt32 tensor = Tensors.ints(Shape.of(2, 3), new int[] {1, 2, 3, 4, 5, 6})) {
      assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
      assertThat(tensor.getInt(1, 0)).isEqualTo(4);
    }
  }

  @Test
  void intsTakeTheFirstValuesOfALongerArray() {
    try (TInt32 tensor = Tensors.ints(Shape.of(1, 2), new int[] {1, 2, 3, 4})) {
      assertThat(tensor.getInt(0, 1)).isEqualTo(2);
    }
  }

  @Test
  void intsAreCopied() {
    int[] values = {1, 2};
    try (TInt32 tensor = Tensors.ints(Shape.of(2), values)) {
      values[0] = 9;
      assertThat(tensor.getInt(0)).isEqualTo(1);
    }
  }

  @Test
  void floatsComeBackAsTheyWere() {
    float[] values = {1.5f, -2f, Float.MIN_VALUE, Float.POSITIVE_INFINITY};
    try (TFloat32 tensor = Tensors.floats(Shape.of(2, 2), values)) {
      assertThat(Tensors.toArray(tensor)).isEqualTo(values);
    }
  }
}
