package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.bench.Case.Unit;
import io.nocturne.bench.Contestant.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CaseRunTest {
  // One repetition, one to see how long it takes, as many as fill a round, a round.
  private static final int WARM_UP_OF_LONG_WORK = 3;
  private static final int WARM_UP_OF_SHORT_WORK = 4;

  private final List<String> turns = new ArrayList<>();
  private final Fake ours = new Fake("a", turns, 0.5);
  private final Fake peer = new Fake("b", turns, 0.01);
  private long nanos;

  private CaseResult run(int rounds, Fake... peers) throws InterruptedException {
    List<Contestant> contestants = new ArrayList<>(List.of(ours.as(Role.OURS)));
    List.of(peers).forEach(other -> contestants.add(other.as(Role.PEER)));
    Case contest = new Case("case", "title", Unit.STEP, OptionalLong.empty(), contestants);
    Effort effort = new Effort(rounds, Duration.ofSeconds(60), Duration.ofSeconds(1));
    return new CaseRun(contest, effort, () -> nanos += 25_000_000_000L).run();
  }

  @Test
  void givesEachContestantItsTurnInEachRoundAndTheFirstTurnToEachInTurn() throws Exception {
    run(3, peer);
    assertThat(turns.subList(WARM_UP_OF_LONG_WORK + WARM_UP_OF_SHORT_WORK, turns.size()))
        .containsExactly("a", "b", "b", "a", "a", "b");
  }

  @Test
  void repeatsShortWorkUntilItFillsARound() throws Exception {
    CaseResult result = run(3, peer);
    assertThat(result.of("a").orElseThrow().rounds()).containsOnly(new Sample(1, 2));
    assertThat(result.of("b").orElseThrow().rounds()).containsOnly(new Sample(1, 100));
  }

  @Test
  void endsWhenTheBudgetIsUsedUpButNotBeforeTheThirdRound() throws Exception {
    // The clock goes on by 25 s at each look, and the budget is 60 s.
    assertThat(run(9, peer).of("a").orElseThrow().rounds()).hasSize(Effort.MIN_ROUNDS);
  }

  @Test
  void goesOnWithoutAContestantThatBreaksDown() throws Exception {
    CaseResult result = run(3, peer.failingAt(WARM_UP_OF_SHORT_WORK + 1));
    assertThat(result.of("a").orElseThrow().rounds()).hasSize(3);
    assertThat(result.of("b").orElseThrow().rounds()).hasSize(1);
    assertThat(result.of("b").orElseThrow().failure()).hasValue("broke down");
    assertThat(result.isWhole()).isTrue();
  }

  @Test
  void isNotWholeWhenNocturneBreaksDown() throws Exception {
    ours.failingAt(0);
    CaseResult result = run(3, peer);
    assertThat(result.isWhole()).isFalse();
    assertThat(result.of("b").orElseThrow().rounds()).hasSize(3);
  }

  @Test
  void refusesAPeerWhoseNetworkIsAnother() throws Exception {
    ours.withWeights(1_832_665);
    assertThat(run(3, peer.withWeights(1_832_664)).of("b").orElseThrow().failure())
        .isEqualTo(Optional.of("has 1,832,664 weights, a has 1,832,665"));
  }

  @Test
  void closesAllContestantsThoseThatFailedToo() throws Exception {
    run(3, peer.failingAt(0));
    assertThat(List.of(ours.closed, peer.closed)).containsExactly(true, true);
  }
}
