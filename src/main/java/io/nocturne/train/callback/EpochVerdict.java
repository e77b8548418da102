package io.nocturne.train.callback;

/** The decision of a callback after an epoch. */
public sealed interface EpochVerdict {

  /** Training proceeds. */
  record Proceed() implements EpochVerdict {}

  /**
   * Training stops.
   *
   * @param reason shown to the user and kept with the run, in lower case
   */
  record Stop(String reason) implements EpochVerdict {}

  /** Returns the decision to proceed. */
  static EpochVerdict proceed() {
    return new Proceed();
  }

  /** Returns the decision to stop. */
  static EpochVerdict stop(String reason) {
    return new Stop(reason);
  }
}
