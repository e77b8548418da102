package io.nocturne.memory;

import java.util.Arrays;

/** The tokens that the memory of a piece suggests next. */
public final class Suggestions {
  private final MemoryModel model;
  private final SuggestedTokens tokens;
  private final boolean isLoop;
  private final double strength;

  /**
   * Creates suggestions.
   *
   * @param isLoop whether the last tokens are one passage three times in a row
   * @param strength scales the trust in the memory, 0 to 1
   */
  Suggestions(MemoryModel model, SuggestedTokens tokens, boolean isLoop, double strength) {
    this.model = model;
    this.tokens = tokens;
    this.isLoop = isLoop;
    this.strength = strength;
  }

  /** Returns whether no token is suggested. */
  public boolean isEmpty() {
    return tokens.ids().length == 0;
  }

  /** Returns the same suggestions with other weights, fully trusted. */
  public Suggestions with(MemoryWeights weights) {
    return new Suggestions(model.with(weights), tokens, isLoop, strength);
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
    double trust = strength * model.trust(isLoop);
    if (isEmpty() || trust == 0) {
      return;
    }
    double[] odds = model.gate().odds(tokens.evidence(probabilities));
    double sum = 1 + Arrays.stream(odds).sum();
    for (int id = 0; id < filtered.length; id++) {
      filtered[id] *= 1 - trust + trust / sum;
    }
    int[] ids = tokens.ids();
    for (int i = 0; i < ids.length; i++) {
      filtered[ids[i]] += trust * odds[i] / sum;
    }
  }

  /**
   * Returns what weights are fitted to: how likely the model found the next token, and what was
   * known of the suggested ones.
   *
   * @param id the token that came
   * @param probabilities of each token by the model, without the memory
   */
  Observation observe(int id, double[] probabilities) {
    return new Observation(
        probabilities[id],
        tokens.evidence(probabilities),
        Math.max(Observation.NOT_SUGGESTED, Arrays.binarySearch(tokens.ids(), id)),
        isLoop);
  }
}
