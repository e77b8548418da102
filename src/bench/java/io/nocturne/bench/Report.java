package io.nocturne.bench;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A whole run of the benchmarks.
 *
 * @param machine what it ran on
 * @param load processes that wanted to run before it began, a mean over a minute, where the
 *     system tells
 * @param effort how long it measured
 * @param begun when
 * @param cases in the order of measuring
 */
record Report(
    Machine machine, OptionalDouble load, Effort effort, Instant begun, List<CaseResult> cases) {

  Report {
    cases = List.copyOf(cases);
  }
}
