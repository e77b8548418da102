package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorBoardSpecTest {

  @ParameterizedTest
  @CsvSource({"-1, 1, 1, update", "1, -1, 1, histogram", "1, 1, -1, sample"})
  void refusesLessThanNever(int update, int histogram, int sample, String name) {
    assertThatThrownBy(() -> new TensorBoardSpec(update, histogram, sample))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " freq must be at least 0, was -1");
  }
}
