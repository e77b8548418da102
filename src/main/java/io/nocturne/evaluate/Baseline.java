package io.nocturne.evaluate;

/** Predicts a token from those before it; safe for use from several threads. */
public interface Baseline {

  /** What it is called in tables and files. */
  String name();

  /**
   * How many of the tokens before a token it looks at, at most: those further back change nothing.
   */
  int memory();

  /**
   * The distribution of the token that comes after some.
   *
   * @param tokens ids; the tokens before are those in [from, to), the nearest last. Padding among
   *     them stands for the time before the piece.
   * @param probabilities receives a probability for each id of the vocabulary; they sum to 1, and
   *     padding has 0
   */
  void predict(int[] tokens, int from, int to, double[] probabilities);
}
