package io.nocturne.memory;

/**
 * The evidence for what a memory suggests, before the next token is known.
 *
 * @param exactLength the number of tokens that agree with an earlier occurrence; 0 without one
 * @param transposedLength the same by intervals
 * @param isLoop whether either match is of a passage three times in a row
 * @param agreement the network's probability of what is suggested: by the transposed matches, or
 *     where there are none by the exact ones, each token by its share; 0 to 1
 */
record Evidence(int exactLength, int transposedLength, boolean isLoop, double agreement) {
  /** Returns whether there is an exact match. */
  boolean isExact() {
    return exactLength > 0;
  }

  /** Returns whether there is a match by intervals. */
  boolean isTransposed() {
    return transposedLength > 0;
  }
}
