package io.nocturne.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @Test
  void measuredValuesHaveFourDecimals() {
    assertThat(Numbers.measured(0.98765)).isEqualTo("0.9877");
  }

  @Test
  void aMissingValueIsEmpty() {
    assertThat(Numbers.measured(Double.NaN)).isEmpty();
  }

  @Test
  void percentHasOneDecimal() {
    assertThat(Numbers.percent(0.975)).isEqualTo("97.5 %");
  }

  @Test
  void groupsDigitsByThousands() {
    assertThat(Numbers.grouped(1234567)).isEqualTo("1,234,567");
  }

  @Test
  void roundsBeforeItGroups() {
    assertThat(Numbers.grouped(1233.5)).isEqualTo("1,234");
  }

  @ParameterizedTest
  @CsvSource({"1.0E-7, 1e-7", "1.0, 1", "0.0, 0", "0.001, 0.001", "1.5E10, 1.5e10"})
  void plainNumbersAreShort(double value, String text) {
    assertThat(Numbers.plain(value)).isEqualTo(text);
  }

  @Test
  void doesNotDependOnTheSystemsLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Numbers.fixed(1234.5, 2)).isEqualTo("1234.50");
    } finally {
      Locale.setDefault(before);
    }
  }
}
