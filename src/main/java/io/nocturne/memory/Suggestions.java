package io.nocturne.memory;

/** The tokens that the memory of a piece suggests next. */
public final class Suggestions {
  private final MemoryModel model;
  private final Followers exact;
  private final Followers transposed;

  Suggestions(MemoryModel model, Followers exact, Followers transposed) {
    this.model = model;
    this.exact = exact;
    this.transposed = transposed;
  }

  /** Returns whether no token is suggested. */
  public boolean isEmpty() {
    return exact.length() == 0 && transposed.length() == 0;
  }

  /** Returns the same suggestions with other weights, fully trusted. */
  public Suggestions with(MemoryWeights weights) {
    return new Suggestions(model.with(weights), exact, transposed);
  }

  /**
   * Mixes a model's distribution of the next token with the suggestions.
   *
   * @param probabilities [vocabulary size], they sum to 1; receives the mixture
   */
  public void mix(double[] probabilities) {
    mix(probabilities, probabilities);
  }

  /**
   * Mixes a model's distribution of the next token, after a filter, with the suggestions.
   *
   * @param probabilities [vocabulary size] by the model, they sum to 1
   * @param filtered [vocabulary size] what is left of them, sums to 1; receives the mixture
   */
  public void mix(double[] probabilities, double[] filtered) {
    MixtureWeights weights = model.weights(evidence(probabilities));
    if (weights.network() == 1) {
      return;
    }
    for (int id = 0; id < filtered.length; id++) {
      filtered[id] *= weights.network();
    }
    exact.add(weights.exact(), filtered);
    transposed.add(weights.transposed(), filtered);
  }

  /**
   * Returns what weights are fitted to: how likely the model and the memory found the next token.
   *
   * @param id the token that came
   * @param probabilities of each token by the model, without the memory
   */
  Observation observe(int id, double[] probabilities) {
    return new Observation(
        evidence(probabilities),
        probabilities[id],
        exact.probability(id),
        transposed.probability(id));
  }

  private Evidence evidence(double[] probabilities) {
    Followers suggested = transposed.length() > 0 ? transposed : exact;
    return new Evidence(
        exact.length(),
        transposed.length(),
        exact.isLoop() || transposed.isLoop(),
        suggested.mean(probabilities));
  }
}
