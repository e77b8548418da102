package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateSpecTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 'length must be at least 1, was 0'",
    "1, -2, 1, 'count must be at least 1, was -2'",
    "1, 1, 0, 'batch size must be at least 1, was 0'"
  })
  void rejectsWhatCannotBeGenerated(int length, int count, int batchSize, String message) {
    assertThatThrownBy(
            () -> new GenerateSpec(length, count, 0, Sampler.ofTemperature(0), batchSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 6, 5, 0, 'window must be at least 1, was 0'",
    "4, 1, 0, 0, 'vocabulary size must be at least 2, was 1'",
    "4, 6, 6, 0, 'padding must be 0 to 5, was 6'",
    "4, 6, 5, -1, 'forbidden id must be 0 to 5, was -1'"
  })
  void rejectsIdsThatMakeNoSense(
      int window, int vocabulary, int padding, int forbidden, String message) {
    assertThatThrownBy(() -> new TokenSpace(window, vocabulary, padding, Set.of(forbidden)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void rejectsThatEveryIdIsForbidden() {
    assertThatThrownBy(() -> new TokenSpace(4, 3, 2, Set.of(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("forbidden ids must leave one to sample, were all 3");
  }
}
