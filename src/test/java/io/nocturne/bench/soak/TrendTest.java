package io.nocturne.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final long MIB = 1 << 20;

  /** Samples after every tenth call of 1,000, whose resident memory is a function of the calls. */
  private static Trend resident(LongUnaryOperator bytes) {
    List<Holdings> samples =
        LongStream.rangeClosed(1, 100)
            .map(sample -> 10 * sample)
            .mapToObj(calls -> new Holdings(calls, bytes.applyAsLong(calls), 0, 0, 0, 0))
            .toList();
    return Trend.of(Holding.RESIDENT, samples);
  }

  @Test
  void findsASmallLeakBeneathLargeNoise() {
    Trend trend = resident(calls -> 200 * MIB + calls * MIB / 20 + (calls % 70) * MIB);

    assertThat(trend.slope()).isCloseTo(MIB / 20.0, within(MIB / 200.0));
    assertThat(trend.isFlat()).isFalse();
  }

  @Test
  void ignoresTheGrowthOfTheWarmUp() {
    assertThat(resident(calls -> Math.min(calls, 200) * MIB).rise()).isZero();
  }

  @Test
  void ignoresAPeak() {
    assertThat(resident(calls -> calls >= 600 && calls < 700 ? 900 * MIB : 200 * MIB).isFlat())
        .isTrue();
  }

  @Test
  void countsTheRiseOfTheWorkAfterTheWarmUp() {
    // From the 21st sample, after 210 calls, to the last.
    assertThat(resident(calls -> calls).rise()).isEqualTo(790);
  }

  @Test
  void needsThreeSamples() {
    Holdings sample = new Holdings(1, 2, 3, 4, 5, 6);

    assertThatThrownBy(() -> Trend.of(Holding.HEAP, List.of(sample, sample)))
        .hasMessage("a trend needs three samples, had 2");
  }
}
