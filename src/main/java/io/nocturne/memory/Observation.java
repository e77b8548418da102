package io.nocturne.memory;

/**
 * A token that came, and what a model and the memory knew before it.
 *
 * @param network the model's probability of the token
 * @param evidence what was known of each suggested token, [tokens][{@link Gate#INPUTS}]
 * @param found the number of the token that came among them, or {@link #NOT_SUGGESTED}
 * @param isLoop whether the tokens before it are one passage three times in a row
 */
@SuppressWarnings("ArrayRecordComponent") // It does not leave the package.
record Observation(double network, float[][] evidence, int found, boolean isLoop) {
  static final int NOT_SUGGESTED = -1;

  /** Returns whether the memory suggested any token. */
  boolean isSuggested() {
    return evidence.length > 0;
  }
}
