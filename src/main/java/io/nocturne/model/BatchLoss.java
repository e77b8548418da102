package io.nocturne.model;

/**
 * Loss and accuracy of a network on one batch or many.
 *
 * @param lossSum cross-entropy in nats, summed over the targets
 * @param correct number of targets to which the network gave the largest probability
 * @param targets number of predicted tokens, padding excluded
 */
public record BatchLoss(double lossSum, long correct, long targets) {

  /** The sum of no batches. */
  public static final BatchLoss NONE = new BatchLoss(0, 0, 0);

  /** Returns the sum of both. */
  public BatchLoss plus(BatchLoss other) {
    return new BatchLoss(lossSum + other.lossSum, correct + other.correct, targets + other.targets);
  }

  /** Returns the mean cross-entropy per target, in nats. */
  public double loss() {
    return lossSum / targets;
  }

  /** Returns the share of targets predicted correctly, from 0 to 1. */
  public double accuracy() {
    return (double) correct / targets;
  }
}
