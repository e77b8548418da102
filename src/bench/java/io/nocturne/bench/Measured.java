package io.nocturne.bench;

import io.nocturne.bench.Contestant.Role;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a contestant did.
 *
 * @param contestant who
 * @param rounds in their order; may be fewer than the case's if it failed
 * @param facts what it said of itself
 * @param peakMemoryBytes the most memory its process held, where the system tells
 * @param failure why it did not finish, if it did not
 */
record Measured(
    Contestant contestant,
    List<Sample> rounds,
    Facts facts,
    OptionalLong peakMemoryBytes,
    Optional<String> failure) {

  Measured {
    rounds = List.copyOf(rounds);
  }

  String name() {
    return contestant.name();
  }

  Role role() {
    return contestant.role();
  }

  /** Whether there are figures to show. */
  boolean hasFigures() {
    return !rounds.isEmpty();
  }

  /** Seconds a unit, round by round. */
  List<Double> secondsPerUnit() {
    return rounds.stream().map(Sample::secondsPerUnit).toList();
  }
}
