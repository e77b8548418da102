package io.nocturne.bench;

/**
 * One that takes part in a case.
 *
 * @param name unique in the case
 * @param role what its figures are for
 * @param opener makes it ready
 */
record Contestant(String name, Role role, Opener opener) {

  /** What the figures of a contestant are for. */
  enum Role {
    /** Nocturne; the first of a case is compared with the others. */
    OURS,
    /** What nocturne is compared with. */
    PEER,
    /** Large matrix products, seconds an operation: nothing can be faster than they are. */
    PEAK
  }

  /** Starts a process and brings it to where its work can begin. */
  @FunctionalInterface
  interface Opener {
    Entrant open() throws ContestantException, InterruptedException;
  }
}
