package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {
  private static final double[] PROBABILITIES = {0.1, 0.4, 0.1, 0.4, 0};

  @ParameterizedTest
  @CsvSource({"1, 0", "3, 1", "0, 2", "2, 3"})
  void ranksByProbabilityThenById(int target, int rank) {
    assertThat(Score.of(PROBABILITIES, target).rank()).isEqualTo(rank);
  }

  @Test
  void scoresLossAndConfidence() {
    Score score = Score.of(PROBABILITIES, 2);
    assertThat(score.nats()).isCloseTo(Math.log(10), within(1e-15));
    assertThat(score.confidence()).isEqualTo(0.4);
  }

  @Test
  void isInfiniteForTheImpossible() {
    assertThat(Score.of(PROBABILITIES, 4).nats()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void refusesWhatNoModelCanGive() {
    assertThatThrownBy(() -> new Score(Double.NaN, 0, 1))
        .hasMessage("nats must be at least 0, was NaN");
    assertThatThrownBy(() -> new Score(1, -1, 1)).hasMessage("rank must be at least 0, was -1");
    assertThatThrownBy(() -> new Score(1, 0, 1.5)).hasMessage("confidence must be 0 to 1, was 1.5");
  }
}
