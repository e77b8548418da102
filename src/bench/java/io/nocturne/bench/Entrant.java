package io.nocturne.bench;

import java.util.OptionalLong;

/** A contestant that is ready to run. */
interface Entrant extends AutoCloseable {

  /** Returns its description. */
  Facts facts();

  /**
   * Repeats its work.
   *
   * @throws ContestantException if it fails; it leaves the case then
   */
  Sample round(int repetitions) throws ContestantException, InterruptedException;

  /**
   * Returns the maximum number of repetitions in a round; a process that is started again has one.
   */
  int mostRepetitions();

  /** Returns the peak memory of its process in bytes, if the system reports it. */
  OptionalLong peakMemoryBytes();

  @Override
  void close();
}
