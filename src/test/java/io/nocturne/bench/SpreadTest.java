package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void takesTheMiddleOfAnOddNumberOfReadings() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void takesTheMeanOfTheMiddleTwoOfAnEvenNumber() {
    assertThat(Spread.of(List.of(8.0, 1.0, 2.0, 4.0))).isEqualTo(new Spread(3, 1, 8));
  }

  @Test
  void dividesRoundByRoundSoThatASlowRoundOfBothFallsOut() {
    // The machine is ten times slower in the second round; 0.5 all the same.
    assertThat(Spread.ofRatios(List.of(1.0, 10.0, 2.0), List.of(2.0, 20.0, 4.0)))
        .isEqualTo(new Spread(0.5, 0.5, 0.5));
  }

  @Test
  void isTheMedianOfRatiosAndNotTheRatioOfMedians() {
    // Ratios 1, 4 and 0.5; the medians, 2 and 2, would give 1 as well but for the last round.
    assertThat(Spread.ofRatios(List.of(2.0, 8.0, 1.5), List.of(2.0, 2.0, 3.0)))
        .isEqualTo(new Spread(1, 0.5, 4));
    assertThat(Spread.ofRatios(List.of(1.0, 2.0, 9.0), List.of(1.0, 4.0, 3.0)))
        .isEqualTo(new Spread(1, 0.5, 3));
  }

  @Test
  void leavesOutRoundsThatOneDidNotFinish() {
    assertThat(Spread.ofRatios(List.of(1.0, 5.0), List.of(2.0)))
        .isEqualTo(new Spread(0.5, 0.5, 0.5));
  }

  @Test
  void refusesToSumUpNothing() {
    assertThatThrownBy(() -> Spread.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be at least one reading, were none");
  }
}
