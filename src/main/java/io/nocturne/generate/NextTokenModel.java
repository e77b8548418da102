package io.nocturne.generate;

/** A model that predicts the next token from the tokens so far. */
@FunctionalInterface
public interface NextTokenModel {
  /**
   * Returns the logits of the token after each window: unnormalized log-probabilities, finite.
   *
   * @param windows ids, shape [batch, window], oldest first; valid until the call returns, and not
   *     to be changed
   * @return shape [batch, vocabulary size], a row for each window; {@link Generator} only reads it
   */
  float[][] logits(int[][] windows);
}
