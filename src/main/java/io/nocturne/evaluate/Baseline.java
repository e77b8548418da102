package io.nocturne.evaluate;

/**
 * A model without a network that predicts a token from those before it. Implementations are
 * thread-safe.
 */
interface Baseline {

  /** Returns its name in tables and files. */
  String name();

  /**
   * Returns the maximum number of preceding tokens that it considers; earlier ones change nothing.
   */
  int memory();

  /**
   * Computes the distribution of the token that follows others.
   *
   * @param tokens ids; the preceding tokens are those in [from, to), the nearest last. Padding
   *     among them stands for the time before the piece.
   * @param probabilities receives a probability for each id of the vocabulary; they sum to 1, and
   *     padding has 0
   */
  void predict(int[] tokens, int from, int to, double[] probabilities);
}
