package io.nocturne.export.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateRequestTest {
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "7, 0, 7", "-1, -1, -1", "4294967296, 1, 0", "2147483648, 0, -2147483648"})
  void givesTheSeedInTwoHalves(long seed, int high, int low) {
    assertThat(new GenerateRequest(1, 1, 0, seed).seedWords()).containsExactly(high, low);
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.5f, Float.NaN, Float.POSITIVE_INFINITY})
  void rejectsAnInvalidTemperature(float temperature) {
    assertThatThrownBy(() -> new GenerateRequest(1, temperature, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("temperature must be finite and at least 0 (0 is greedy), was " + temperature);
  }

  @Test
  void rejectsNegativeSteps() {
    assertThatThrownBy(() -> new GenerateRequest(-1, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps must be at least 0, was -1");
  }

  @Test
  void rejectsANegativeTopK() {
    assertThatThrownBy(() -> new GenerateRequest(1, 1, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top k must be at least 0 (0 is off), was -1");
  }
}
