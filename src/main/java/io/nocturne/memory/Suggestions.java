package io.nocturne.memory;

/** The tokens that the memory of a piece suggests next, and how far it is trusted. */
public final class Suggestions {
  private final Followers exact;
  private final Followers transposed;
  private final MixtureWeights weights;

  Suggestions(Followers exact, Followers transposed, MixtureWeights weights) {
    this.exact = exact;
    this.transposed = transposed;
    this.weights = weights;
  }

  /**
   * Mixes a model's distribution of the next token with the suggestions.
   *
   * @param probabilities [vocabulary size], they sum to 1; receives the mixture
   */
  public void mix(double[] probabilities) {
    if (weights.network() == 1) {
      return;
    }
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] *= weights.network();
    }
    add(exact, weights.exact(), probabilities);
    add(transposed, weights.transposed(), probabilities);
  }

  private static void add(Followers suggestion, double weight, double[] probabilities) {
    for (int i = 0; i < suggestion.ids().length; i++) {
      probabilities[suggestion.ids()[i]] += weight * suggestion.shares()[i];
    }
  }

  /**
   * Mixes a network's logits of the next token with the suggestions.
   *
   * @param logits [vocabulary size], finite, or negative infinity to exclude a token; they are not
   *     changed
   * @return the logarithms of the mixture's probabilities; the logits themselves if there is no
   *     suggestion, or if it has no weight
   */
  public float[] mix(float[] logits) {
    if (weights.network() == 1) {
      return logits;
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    double[] suggested = new double[logits.length];
    add(exact, weights.exact(), suggested);
    add(transposed, weights.transposed(), suggested);
    double network = Math.log(weights.network()) - largest - Math.log(sum);
    float[] mixed = new float[logits.length];
    for (int id = 0; id < mixed.length; id++) {
      double own = network + logits[id];
      boolean isOwn = suggested[id] == 0 || logits[id] == Float.NEGATIVE_INFINITY;
      mixed[id] = (float) (isOwn ? own : Math.log(Math.exp(own) + suggested[id]));
    }
    return mixed;
  }

  /**
   * Returns what weights are fitted to: how likely the model and the memory found the next token.
   *
   * @param id the token that came
   * @param probability the model's probability of it, without the memory
   */
  Observation observe(int id, double probability) {
    return new Observation(
        exact.length(),
        transposed.length(),
        exact.isLoop() || transposed.isLoop(),
        probability,
        exact.probability(id),
        transposed.probability(id));
  }
}
