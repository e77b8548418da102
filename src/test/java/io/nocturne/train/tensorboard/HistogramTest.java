package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void hasThirtyBucketsFromTheLeastToTheGreatestValue() {
    double[] rows = Histogram.of(new float[] {30, 0, 10}).rows();

    assertThat(rows).hasSize(90).startsWith(0, 1, 1).endsWith(29, 30, 1);
    assertThat(Arrays.copyOfRange(rows, 30, 33)).containsExactly(10, 11, 1);
  }

  @Test
  void putsValuesThatAreAllTheSameIntoTheLastBucket() {
    double[] rows = Histogram.of(new float[] {2, 2}).rows();

    assertThat(rows).startsWith(2, 2, 0).endsWith(2, 2, 2);
  }

  @Test
  void leavesOutWhatIsNotFinite() {
    float[] values = {Float.NaN, 0, Float.POSITIVE_INFINITY, 3, Float.NEGATIVE_INFINITY};

    assertThat(Histogram.of(values).rows())
        .containsExactly(Histogram.of(new float[] {0, 3}).rows());
  }

  @Test
  void countsNothingWhenThereIsNothing() {
    assertThat(Histogram.of(new float[] {Float.NaN}).rows()).hasSize(90).containsOnly(0);
  }
}
