package io.nocturne.model;

/**
 * How a network did on a batch, or on many.
 *
 * @param lossSum cross-entropy in nats, summed over the targets
 * @param correct targets to which the network gave the largest probability
 * @param targets tokens predicted, padding excluded
 */
public record BatchLoss(double lossSum, long correct, long targets) {

  /** Nothing seen yet. */
  public static final BatchLoss NONE = new BatchLoss(0, 0, 0);

  /** Both together. */
  public BatchLoss plus(BatchLoss other) {
    return new BatchLoss(lossSum + other.lossSum, correct + other.correct, targets + other.targets);
  }

  /** Mean cross-entropy in nats a target. */
  public double loss() {
    return lossSum / targets;
  }

  /** Share of the targets predicted right, 0 to 1. */
  public double accuracy() {
    return (double) correct / targets;
  }
}
