package io.nocturne.evaluate;

import java.util.List;

/**
 * The calibration of a model, whether it is right as often as it says, after Guo et al. ("On
 * calibration of modern neural networks", ICML 2017).
 *
 * @param bins of equal width, together from confidence 0 to 1; the k-th of n takes those above k/n
 *     and up to (k + 1)/n
 */
public record Reliability(List<Bin> bins) {
  /** The number of bins, as in that paper. */
  public static final int BINS = 15;

  /**
   * The targets at which the model had about the same confidence.
   *
   * @param targets the number of targets
   * @param confidence the probability of the most likely token, summed over the targets
   * @param correct the number of targets that were the most likely token
   */
  public record Bin(long targets, double confidence, long correct) {
    static final Bin EMPTY = new Bin(0, 0, 0);

    Bin plus(Score score) {
      return new Bin(
          targets + 1, confidence + score.confidence(), correct + (score.rank() == 0 ? 1 : 0));
    }
  }

  public Reliability {
    bins = List.copyOf(bins);
  }

  /** Returns the bin of a confidence from 0 to 1. */
  static int bin(double confidence) {
    return Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
  }

  /**
   * Returns the expected calibration error: the distance between confidence and accuracy, as a mean
   * over the targets; 0 to 1.
   */
  public double expectedError() {
    double distances = 0;
    long targets = 0;
    for (Bin bin : bins) {
      distances += Math.abs(bin.confidence() - bin.correct());
      targets += bin.targets();
    }
    return distances / targets;
  }
}
