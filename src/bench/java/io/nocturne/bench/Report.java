package io.nocturne.bench;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A whole run of the benchmarks.
 *
 * @param machine of the measurements
 * @param load mean number of runnable processes in the minute before it began, if the system
 *     reports it
 * @param effort the length of the measurements
 * @param begun the time at which it began
 * @param cases in the order of measuring
 */
record Report(
    Machine machine, OptionalDouble load, Effort effort, Instant begun, List<CaseResult> cases) {

  Report {
    cases = List.copyOf(cases);
  }
}
