package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.bench.Case.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({"12.345, 12.3 s", "0.1014, 101 ms", "0.0000042, 4.20 us", "1234.5, '1,235 s'"})
  void showsTimesInAUnitThatFits(double seconds, String text) {
    assertThat(Quantity.of(seconds, Unit.STEP)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"2e-7, 5.00 M notes/s", "0.001, 1.00 k notes/s", "0.1, 10.0 notes/s"})
  void showsSpeedsInWordsWithTheirMultiple(double seconds, String text) {
    assertThat(Quantity.of(seconds, Unit.NOTES)).isEqualTo(text);
  }

  @Test
  void showsOperationsWithTheirPrefix() {
    assertThat(Quantity.of(1e-11, Unit.FLOPS)).isEqualTo("100 GFLOP/s");
  }

  @Test
  void keepsTheDigitsOfSmallRatios() {
    assertThat(Quantity.ratio(new Spread(0.00361, 0.002, 1.25)))
        .isEqualTo("0.00361 (0.00200 to 1.25)");
  }

  @Test
  void beginsTheRangeOfASpeedWithTheSlowest() {
    assertThat(Quantity.range(new Spread(2e-7, 1e-7, 4e-7), Unit.NOTES))
        .isEqualTo("2.50 M notes/s to 10.0 M notes/s");
  }
}
