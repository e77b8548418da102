package io.nocturne.model;

/**
 * The initializers of a network's variables.
 *
 * @param embedding of the embedding
 * @param kernel of every product with an input
 * @param recurrentKernel of every product with a hidden state
 * @param bias of every bias
 */
record Initializers(
    Initializer embedding, Initializer kernel, Initializer recurrentKernel, Initializer bias) {

  /** Returns Keras's defaults for Embedding, GRU and Dense, with the run's seed. */
  static Initializers keras(long seed) {
    return new Initializers(
        Initializer.uniform(seed, 0.05),
        Initializer.glorotUniform(seed),
        Initializer.orthogonal(seed),
        Initializer.zeros());
  }

  /** Returns zeros for all, for a graph whose variables are restored. */
  static Initializers zeros() {
    Initializer zeros = Initializer.zeros();
    return new Initializers(zeros, zeros, zeros, zeros);
  }
}
