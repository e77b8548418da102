package io.nocturne.bench;

import io.nocturne.bench.Contestant.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results of a case.
 *
 * @param contest the case
 * @param measured the results of its contestants, in its order
 */
record CaseResult(Case contest, List<Measured> measured) {
  CaseResult {
    measured = List.copyOf(measured);
  }

  /** Returns the figures of one contestant. */
  Optional<Measured> of(String name) {
    return measured.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Returns whether each of nocturne's contestants finished. */
  boolean isWhole() {
    return measured.stream()
        .filter(one -> one.role() == Role.OURS)
        .allMatch(one -> one.failure().isEmpty());
  }

  /** Returns nocturne's time over another's, by round; empty for nocturne and the peaks. */
  Optional<Spread> ratio(Measured other) {
    Optional<Measured> ours = measured.stream().filter(one -> one.role() == Role.OURS).findFirst();
    if (other.role() != Role.PEER
        || !other.hasFigures()
        || ours.isEmpty()
        || !ours.get().hasFigures()) {
      return Optional.empty();
    }
    return Optional.of(Spread.ofRatios(ours.get().secondsPerUnit(), other.secondsPerUnit()));
  }

  /** Returns a contestant's time over the floor, by round; empty without a floor. */
  Optional<Spread> timesFloor(Measured one) {
    List<Double> floor = floor();
    return one.role() == Role.PEAK || floor.isEmpty() || !one.hasFigures()
        ? Optional.empty()
        : Optional.of(Spread.ofRatios(one.secondsPerUnit(), floor));
  }

  /**
   * Returns the seconds that the matrix products of a unit would take at the best peak of the same
   * round; empty without a peak or matrix products.
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
