package io.nocturne.train.callback;

/** Whether training goes on. */
public sealed interface EpochVerdict {

  /** Training goes on. */
  record Proceed() implements EpochVerdict {}

  /**
   * Training is over.
   *
   * @param reason told to the user and kept with the run, in lower case
   */
  record Stop(String reason) implements EpochVerdict {}

  /** Training goes on. */
  static EpochVerdict proceed() {
    return new Proceed();
  }

  /** Training is over. */
  static EpochVerdict stop(String reason) {
    return new Stop(reason);
  }
}
