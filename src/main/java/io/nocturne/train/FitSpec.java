package io.nocturne.train;

/**
 * How long and in what portions a network is trained.
 *
 * @param batchSize windows a step, at least 1
 * @param epochs passes over the training windows at most, at least 1
 * @param patience epochs without a lower validation loss after which training stops, at least 1
 * @param minDelta by how much the loss must fall to count as lower, at least 0
 * @param checkpointEvery epochs between checkpoints, at least 1
 * @param keep latest checkpoints kept, at least 1; the best is kept besides
 * @param seed of the split, the order of the windows, the initial weights and dropout
 */
public record FitSpec(
    int batchSize,
    int epochs,
    int patience,
    double minDelta,
    int checkpointEvery,
    int keep,
    long seed) {

  /** The published study's, as far as it says. */
  public static final FitSpec PAPER = new FitSpec(64, 100, 10, 0, 1, 3, 1);

  public FitSpec {
    requireAtLeastOne("batch size", batchSize);
    requireAtLeastOne("epochs", epochs);
    requireAtLeastOne("patience", patience);
    if (!(minDelta >= 0 && Double.isFinite(minDelta))) {
      throw new IllegalArgumentException("min delta must be 0 or more, was " + minDelta);
    }
    requireAtLeastOne("checkpoint every", checkpointEvery);
    requireAtLeastOne("keep", keep);
  }

  /** This for another number of epochs. */
  public FitSpec withEpochs(int other) {
    return new FitSpec(batchSize, other, patience, minDelta, checkpointEvery, keep, seed);
  }

  /** This with another seed. */
  public FitSpec withSeed(long other) {
    return new FitSpec(batchSize, epochs, patience, minDelta, checkpointEvery, keep, other);
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
