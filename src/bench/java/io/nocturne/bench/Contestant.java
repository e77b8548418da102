package io.nocturne.bench;

/**
 * A participant in a case.
 *
 * @param name unique in the case
 * @param role the use of its figures
 * @param opener prepares it
 */
record Contestant(String name, Role role, Opener opener) {

  /** The use of a contestant's figures. */
  enum Role {
    /** Nocturne; the first of a case is compared with the others. */
    OURS,
    /** Another program that nocturne is compared with. */
    PEER,
    /** Large matrix products, seconds per operation: nothing can be faster. */
    PEAK
  }

  /** Starts a process and prepares it for its work. */
  @FunctionalInterface
  interface Opener {
    Entrant open() throws ContestantException, InterruptedException;
  }
}
