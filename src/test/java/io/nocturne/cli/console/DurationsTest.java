package io.nocturne.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "940, 0.9 s",
    "9949, 9.9 s",
    "9950, 10 s",
    "59499, 59 s",
    "59500, 1 min",
    "200000, 3 min 20 s",
    "3599000, 59 min 59 s",
    "3600000, 1 h",
    "7500000, 2 h 5 min",
    "86400000, 1 d",
    "273600000, 3 d 4 h",
  })
  void formatsADurationInAtMostTwoUnits(long millis, String words) {
    assertThat(Durations.words(Duration.ofMillis(millis))).isEqualTo(words);
  }
}
