package io.nocturne.generate;

/** Whatever tells, from the tokens so far, how likely each next token is. */
@FunctionalInterface
public interface NextTokenModel {
  /**
   * The logits of the token after each window: unnormalised log-probabilities, finite.
   *
   * @param windows ids, shape [batch, window], oldest first; valid until the call returns, and not
   *     to be changed
   * @return shape [batch, vocabulary size], a row for each window; {@link Generator} only reads it
   */
  float[][] logits(int[][] windows);
}
