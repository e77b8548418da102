package io.nocturne.bench;

import java.util.OptionalLong;

/** A contestant that is ready to run. */
interface Entrant extends AutoCloseable {

  /** What it says of itself. */
  Facts facts();

  /**
   * Does its work so many times.
   *
   * @throws ContestantException if it fails; it is out then
   */
  Sample round(int repetitions) throws ContestantException, InterruptedException;

  /** Most repetitions that make sense in a round: a process that starts anew does one. */
  int mostRepetitions();

  /** The most memory that its process has held so far, in bytes, where the system tells. */
  OptionalLong peakMemoryBytes();

  @Override
  void close();
}
