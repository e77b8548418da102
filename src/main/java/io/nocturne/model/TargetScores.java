package io.nocturne.model;

/**
 * How a network did at each target of a batch: of each row in turn the token after the window for
 * {@link Targets#LAST}, those after each position for {@link Targets#EVERY}. Where a target is
 * padding, nothing is said.
 *
 * @param nats minus the natural logarithm of the target's probability
 * @param ranks how many tokens have a larger logit, or the same and a lower id; 0 is right
 * @param confidences the largest probability
 */
@SuppressWarnings("ArrayRecordComponent") // As they come from native code; never compared.
public record TargetScores(float[] nats, int[] ranks, float[] confidences) {

  /** How many targets there are, padding included. */
  public int count() {
    return nats.length;
  }
}
