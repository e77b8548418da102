package io.nocturne.generate;

/** Hears how far {@link Generator#generate} has come. */
@FunctionalInterface
public interface GenerateListener {
  /**
   * Called after each step of a batch.
   *
   * @param tokensDone tokens generated so far, in all pieces together; where pieces have a form,
   *     the same share of tokensInAll as of it has come
   * @param tokensInAll length times count
   */
  void generated(long tokensDone, long tokensInAll);
}
