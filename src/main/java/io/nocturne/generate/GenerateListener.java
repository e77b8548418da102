package io.nocturne.generate;

/** Follows the progress of {@link Generator#generate}. */
@FunctionalInterface
public interface GenerateListener {
  /**
   * Is called after each step of a batch.
   *
   * @param tokensDone tokens generated so far, in all pieces together; where pieces have a form,
   *     tokensInAll times the share of the form that is complete
   * @param tokensInAll length times count
   */
  void generated(long tokensDone, long tokensInAll);
}
