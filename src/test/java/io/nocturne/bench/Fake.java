package io.nocturne.bench;

import io.nocturne.bench.Contestant.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A contestant without a process: it notes its turns and takes the seconds that it is told. */
final class Fake implements Entrant {
  private final String name;
  private final List<String> turns;
  private final double seconds;
  private OptionalLong weights = OptionalLong.empty();
  private int failsAt = Integer.MAX_VALUE;
  private int rounds;
  boolean closed;

  /**
   * A contestant that never fails.
   *
   * @param turns gets the name at each round
   * @param seconds that a repetition takes
   */
  Fake(String name, List<String> turns, double seconds) {
    this.name = name;
    this.turns = turns;
    this.seconds = seconds;
  }

  /** Fails from this round on, warm-up included, counted from 0. */
  Fake failingAt(int round) {
    failsAt = round;
    return this;
  }

  Fake withWeights(long count) {
    weights = OptionalLong.of(count);
    return this;
  }

  Contestant as(Role role) {
    return new Contestant(name, role, () -> this);
  }

  /** Figures as a case would have them. */
  static Measured measured(String name, Role role, double... secondsPerUnit) {
    List<Sample> samples = new ArrayList<>();
    for (double seconds : secondsPerUnit) {
      samples.add(new Sample(seconds * 10, 10));
    }
    Contestant contestant =
        new Contestant(
            name,
            role,
            () -> {
              throw new ContestantException("is not run");
            });
    return new Measured(
        contestant,
        samples,
        new Facts(Map.of("lib", "1.0"), OptionalLong.empty()),
        OptionalLong.of(1_500_000_000L),
        Optional.empty());
  }

  @Override
  public Facts facts() {
    return new Facts(Map.of(), weights);
  }

  @Override
  public Sample round(int repetitions) throws ContestantException {
    if (rounds++ >= failsAt) {
      throw new ContestantException("broke down");
    }
    turns.add(name);
    return new Sample(seconds * repetitions, repetitions);
  }

  @Override
  public int mostRepetitions() {
    return 1000;
  }

  @Override
  public OptionalLong peakMemoryBytes() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {
    closed = true;
  }
}
