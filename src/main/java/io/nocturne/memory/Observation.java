package io.nocturne.memory;

/**
 * A token that came, and how likely a model and the memory found it.
 *
 * @param evidence for what the memory suggested
 * @param network the model's probability of the token
 * @param exact the share of the earlier occurrences that the token followed
 * @param transposed the same by intervals
 */
record Observation(Evidence evidence, double network, double exact, double transposed) {

  /** Returns the token's probability in a mixture. */
  double probability(MixtureWeights weights) {
    return weights.network() * network
        + weights.exact() * exact
        + weights.transposed() * transposed;
  }
}
