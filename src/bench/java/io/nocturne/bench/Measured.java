package io.nocturne.bench;

import io.nocturne.bench.Contestant.Role;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The results of a contestant.
 *
 * @param rounds in order; may be fewer than the case's if it failed
 * @param facts its description
 * @param peakMemoryBytes the peak memory of its process, if the system reports it
 * @param failure the reason why it did not finish, if it failed
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

  /** Returns whether there are figures. */
  boolean hasFigures() {
    return !rounds.isEmpty();
  }

  /** Returns the seconds per unit of each round. */
  List<Double> secondsPerUnit() {
    return rounds.stream().map(Sample::secondsPerUnit).toList();
  }
}
