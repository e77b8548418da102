package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.bench.Case.Unit;
import io.nocturne.bench.Contestant.Role;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CaseResultTest {
  private final Measured ours = Fake.measured("nocturne", Role.OURS, 0.3, 0.6);
  private final Measured peer = Fake.measured("peer", Role.PEER, 0.6, 2.4);
  // Seconds an operation: 10 and 5 GFLOP/s; 8 and 20 GFLOP/s.
  private final Measured slow = Fake.measured("slow peak", Role.PEAK, 1e-10, 2e-10);
  private final Measured fast = Fake.measured("fast peak", Role.PEAK, 1.25e-10, 0.5e-10);

  private CaseResult result(OptionalLong flops, Measured... measured) {
    return new CaseResult(
        new Case("step", "a step", Unit.STEP, flops, List.of()), List.of(measured));
  }

  @Test
  void comparesNocturneWithAPeerRoundByRound() {
    assertThat(result(OptionalLong.empty(), ours, peer).ratio(peer))
        .hasValue(new Spread(0.375, 0.25, 0.5));
  }

  @Test
  void doesNotCompareNocturneWithItself() {
    assertThat(result(OptionalLong.empty(), ours, peer).ratio(ours)).isEmpty();
  }

  @Test
  void takesTheFloorFromTheBetterPeakOfEachRound() {
    assertThat(result(OptionalLong.of(2_000_000_000L), ours, slow, fast).floor())
        .containsExactly(0.2, 0.1);
  }

  @Test
  void putsTimesOverTheFloorOfTheSameRound() {
    Spread times =
        result(OptionalLong.of(2_000_000_000L), ours, slow, fast).timesFloor(ours).orElseThrow();
    assertThat(times.least()).isCloseTo(1.5, within(1e-12));
    assertThat(times.most()).isCloseTo(6, within(1e-12));
  }

  @Test
  void hasNoFloorWithoutAPeak() {
    assertThat(result(OptionalLong.of(1), ours).timesFloor(ours)).isEmpty();
  }
}
