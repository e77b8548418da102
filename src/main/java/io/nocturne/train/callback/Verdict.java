package io.nocturne.train.callback;

/** Whether training goes on. */
public sealed interface Verdict {

  /** Training goes on. */
  record GoOn() implements Verdict {}

  /**
   * Training is over.
   *
   * @param reason told to the user and kept with the run, in lower case
   */
  record Stop(String reason) implements Verdict {}

  /** Training goes on. */
  static Verdict goOn() {
    return new GoOn();
  }

  /** Training is over. */
  static Verdict stop(String reason) {
    return new Stop(reason);
  }
}
