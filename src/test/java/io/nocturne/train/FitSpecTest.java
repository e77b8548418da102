package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitSpecTest {

  @Test
  void changesOnlyOneComponent() {
    assertThat(FitSpec.PAPER.withEpochs(7)).isEqualTo(new FitSpec(64, 7, 10, 0, 1, 3, 1));
    assertThat(FitSpec.PAPER.withSeed(7)).isEqualTo(new FitSpec(64, 100, 10, 0, 1, 3, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 0, 1, 1, 'batch size must be at least 1, was 0'",
    "1, 0, 1, 0, 1, 1, 'epochs must be at least 1, was 0'",
    "1, 1, 0, 0, 1, 1, 'patience must be at least 1, was 0'",
    "1, 1, 1, -0.1, 1, 1, 'min delta must be 0 or more, was -0.1'",
    "1, 1, 1, NaN, 1, 1, 'min delta must be 0 or more, was NaN'",
    "1, 1, 1, Infinity, 1, 1, 'min delta must be 0 or more, was Infinity'",
    "1, 1, 1, 0, 0, 1, 'checkpoint every must be at least 1, was 0'",
    "1, 1, 1, 0, 1, -1, 'keep must be at least 1, was -1'"
  })
  void rejectsWhatMakesNoSense(
      int batchSize,
      int epochs,
      int patience,
      double minDelta,
      int every,
      int keep,
      String message) {
    assertThatThrownBy(() -> new FitSpec(batchSize, epochs, patience, minDelta, every, keep, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
