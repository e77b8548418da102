package io.nocturne.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixerTest {
  /** From SplitMix64's published algorithm, written once in Python on its unbounded integers. */
  @ParameterizedTest
  @CsvSource({
    "42, 0, 0.33437656621120193, 0.8362901824612591",
    "42, 1, 0.4001805501584017, 0.8917663997798919",
    "-1, 7, 0.2506118457112393, 0.5859008342049227",
    "0, 0, 0.6524484863740322, 0.7012121095215252"
  })
  void givesTheSameNumbersOnEveryMachine(long seed, int piece, double first, double second) {
    RandomGenerator random = Mixer.stream(seed, piece);
    assertThat(random.nextDouble()).isEqualTo(first);
    assertThat(random.nextDouble()).isEqualTo(second);
  }

  @Test
  void sharesNoNumbersBetweenNeighbouringPieces() {
    Set<Long> seen = new HashSet<>();
    for (int piece = 0; piece < 100; piece++) {
      Mixer.stream(1, piece).longs(1_000).forEach(seen::add);
    }
    assertThat(seen).hasSize(100_000);
  }
}
