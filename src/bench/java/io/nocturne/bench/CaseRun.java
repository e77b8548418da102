package io.nocturne.bench;

import io.nocturne.bench.Contestant.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Runs a case: all contestants are prepared and warmed up, then measured in rounds with a turn for
 * each, so that slow minutes of the machine affect all. Each round begins with the next contestant.
 */
final class CaseRun {
  private final Case contest;
  private final Effort effort;
  private final LongSupplier nanoClock;
  private final Map<Contestant, Turn> turns = new LinkedHashMap<>();

  /** The state of one contestant. */
  private static final class Turn {
    private Optional<Entrant> entrant = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private int repetitions = 1;
    private final List<Sample> rounds = new ArrayList<>();

    boolean isIn() {
      return entrant.isPresent() && failure.isEmpty();
    }
  }

  /** Work of one contestant, which leaves the case if it fails. */
  @FunctionalInterface
  private interface Attempt {
    void run(Turn turn) throws ContestantException, InterruptedException;
  }

  CaseRun(Case contest, Effort effort, LongSupplier nanoClock) {
    this.contest = contest;
    this.effort = effort;
    this.nanoClock = nanoClock;
    contest.contestants().forEach(contestant -> turns.put(contestant, new Turn()));
  }

  /** Measures; a contestant that fails leaves, and the others continue. */
  CaseResult run() throws InterruptedException {
    try {
      for (Contestant contestant : turns.keySet()) {
        attempt(contestant, turn -> turn.entrant = Optional.of(contestant.opener().open()));
        attempt(contestant, this::warmUp);
        attempt(contestant, this::requireSameNetwork);
      }
      long start = nanoClock.getAsLong();
      for (int round = 0; effort.goesOn(round, nanoClock.getAsLong() - start); round++) {
        for (Contestant contestant : inTurn(round)) {
          attempt(contestant, turn -> turn.rounds.add(measure(turn, turn.repetitions)));
        }
      }
      return new CaseResult(contest, measured());
    } finally {
      turns.values().forEach(turn -> turn.entrant.ifPresent(Entrant::close));
    }
  }

  private void attempt(Contestant contestant, Attempt attempt) throws InterruptedException {
    Turn turn = turns.get(contestant);
    if (turn.failure.isPresent()) {
      return;
    }
    try {
      attempt.run(turn);
    } catch (ContestantException e) {
      turn.failure = Optional.of(e.getMessage());
    }
  }

  /**
   * Warms up: the first repetition traces and compiles. Then as many as should fill a round, until
   * they do, because a virtual machine gets faster. At the end a full round.
   */
  private void warmUp(Turn turn) throws ContestantException, InterruptedException {
    measure(turn, 1);
    int most = turn.entrant.orElseThrow().mostRepetitions();
    if (most == 1) {
      return;
    }
    double wanted = effort.roundSeconds(turns.size());
    boolean tooFew = true;
    while (tooFew) {
      double seconds = measure(turn, turn.repetitions).seconds();
      double fitting = Math.rint(wanted / seconds * turn.repetitions);
      tooFew = seconds < wanted / 2 && fitting > turn.repetitions && turn.repetitions < most;
      turn.repetitions = (int) Math.max(1, Math.min(most, fitting));
    }
    measure(turn, turn.repetitions);
  }

  /** Requires equal numbers of weights: otherwise the work would differ. */
  private void requireSameNetwork(Turn turn) throws ContestantException {
    OptionalLong theirs = turn.entrant.orElseThrow().facts().weights();
    for (Contestant other : turns.keySet()) {
      Turn ours = turns.get(other);
      if (other.role() == Role.OURS && ours.isIn() && theirs.isPresent()) {
        OptionalLong weights = ours.entrant.orElseThrow().facts().weights();
        if (weights.isPresent() && !weights.equals(theirs)) {
          throw new ContestantException(
              "has %,d weights, %s has %,d"
                  .formatted(theirs.getAsLong(), other.name(), weights.getAsLong()));
        }
      }
    }
  }

  private static Sample measure(Turn turn, int repetitions)
      throws ContestantException, InterruptedException {
    return turn.entrant.orElseThrow().round(repetitions);
  }

  private List<Contestant> inTurn(int round) {
    List<Contestant> all = new ArrayList<>(turns.keySet());
    Collections.rotate(all, -round);
    return all;
  }

  private List<Measured> measured() {
    List<Measured> measured = new ArrayList<>();
    turns.forEach(
        (contestant, turn) ->
            measured.add(
                new Measured(
                    contestant,
                    turn.rounds,
                    turn.entrant.map(Entrant::facts).orElse(Facts.NONE),
                    turn.entrant.map(Entrant::peakMemoryBytes).orElse(OptionalLong.empty()),
                    turn.failure)));
    return measured;
  }
}
