package io.nocturne.model;

/**
 * The scores of each target of a batch, row by row: the token after the window for {@link
 * Targets#LAST}, those after each position for {@link Targets#EVERY}. The scores of targets that
 * are padding have no meaning.
 *
 * @param nats the negative natural logarithm of the target's probability
 * @param ranks the number of tokens that have a larger logit, or the same logit and a lower id; 0
 *     is a correct prediction
 * @param confidences the largest probability of any token
 */
@SuppressWarnings("ArrayRecordComponent") // As they come from native code; never compared.
public record TargetScores(float[] nats, int[] ranks, float[] confidences) {

  /** Returns the number of targets, padding included. */
  public int count() {
    return nats.length;
  }
}
