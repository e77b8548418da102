package io.nocturne.bench;

import io.nocturne.bench.Contestant.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a case came to.
 *
 * @param contest what was measured
 * @param measured its contestants, in its order
 */
record CaseResult(Case contest, List<Measured> measured) {
  CaseResult {
    measured = List.copyOf(measured);
  }

  /** The figures of one contestant. */
  Optional<Measured> of(String name) {
    return measured.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Whether each contestant of nocturne's own finished. */
  boolean isWhole() {
    return measured.stream()
        .filter(one -> one.role() == Role.OURS)
        .allMatch(one -> one.failure().isEmpty());
  }

  /** Nocturne's time over another's, round by round; empty for nocturne and the peaks. */
  Optional<Spread> ratio(Measured other) {
    Optional<Measured> ours =
        measured.stream().filter(one -> one.role() == Role.OURS).findFirst();
    if (other.role() != Role.PEER
        || !other.hasFigures()
        || ours.isEmpty()
        || !ours.get().hasFigures()) {
      return Optional.empty();
    }
    return Optional.of(Spread.ofRatios(ours.get().secondsPerUnit(), other.secondsPerUnit()));
  }

  /** A contestant's time over the floor, round by round; empty where there is no floor. */
  Optional<Spread> timesFloor(Measured one) {
    List<Double> floor = floor();
    return one.role() == Role.PEAK || floor.isEmpty() || !one.hasFigures()
        ? Optional.empty()
        : Optional.of(Spread.ofRatios(one.secondsPerUnit(), floor));
  }

  /**
   * Seconds that the matrix products of a unit would take at the best of the peaks measured in the
   * same round; empty without a peak or matrix products.
   */
  List<Double> floor() {
    List<Double> floor = new ArrayList<>();
    if (contest.flops().isEmpty()) {
      return floor;
    }
    long flops = contest.flops().getAsLong();
    List<Measured> peaks =
        measured.stream().filter(one -> one.role() == Role.PEAK && one.hasFigures()).toList();
    int rounds = peaks.stream().mapToInt(peak -> peak.rounds().size()).max().orElse(0);
    for (int round = 0; round < rounds; round++) {
      int at = round;
      floor.add(
          peaks.stream()
              .filter(peak -> at < peak.rounds().size())
              .mapToDouble(peak -> peak.rounds().get(at).secondsPerUnit() * flops)
              .min()
              .orElseThrow());
    }
    return floor;
  }
}
