package io.nocturne.memory;

/**
 * A token that came, and how likely a model and the memory found it.
 *
 * @param exactLength the number of tokens that agree with an earlier occurrence; 0 without one
 * @param transposedLength the same by intervals
 * @param isLoop whether either match is of a passage three times in a row
 * @param network the model's probability of the token
 * @param exact the share of the earlier occurrences that the token followed
 * @param transposed the same by intervals
 */
record Observation(
    int exactLength,
    int transposedLength,
    boolean isLoop,
    double network,
    double exact,
    double transposed) {

  /** Returns the token's probability in a mixture. */
  double probability(MixtureWeights weights) {
    return weights.network() * network
        + weights.exact() * exact
        + weights.transposed() * transposed;
  }
}
