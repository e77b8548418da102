package io.nocturne.bench;

import java.time.Duration;

/**
 * The length of the measurements.
 *
 * @param rounds of each case, at least 1
 * @param budget of a case, after which it ends early, but not before {@link #MIN_ROUNDS} rounds
 * @param limit the maximum time of a contestant for one answer
 */
record Effort(int rounds, Duration budget, Duration limit) {
  /** The minimum number of rounds of a case. */
  static final int MIN_ROUNDS = 3;

  private static final double LONGEST_ROUND_SECONDS = 1;

  Effort {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, were " + rounds);
    }
    if (budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException("budget must be above 0, was " + budget);
    }
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("limit must be above 0, was " + limit);
    }
  }

  /** Returns the seconds of a contestant's round with which all rounds fit the budget. */
  double roundSeconds(int contestants) {
    return Math.min(LONGEST_ROUND_SECONDS, budget.toSeconds() / (double) (rounds * contestants));
  }

  /** Returns whether another round follows, some nanoseconds after the first began. */
  boolean goesOn(int done, long nanos) {
    return done < rounds && (done < MIN_ROUNDS || nanos < budget.toNanos());
  }
}
