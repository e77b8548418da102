package io.nocturne.evaluate;

import java.util.List;

/**
 * Whether a model is right as often as it says, after Guo et al. ("On calibration of modern neural
 * networks", ICML 2017).
 *
 * @param bins of equal width, together from confidence 0 to 1; the k-th of n takes those above k/n
 *     and up to (k + 1)/n
 */
public record Reliability(List<Bin> bins) {
  /** How many bins there are, as in that paper. */
  public static final int BINS = 15;

  /**
   * Targets at which the model was about equally sure.
   *
   * @param targets how many
   * @param confidence probability of the token thought likeliest, summed over them
   * @param correct how many of these tokens came
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

  /** The bin of a confidence from 0 to 1. */
  static int bin(double confidence) {
    return Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
  }

  /**
   * The expected calibration error: the distance between confidence and accuracy, as a mean over
   * the targets; 0 to 1.
   */
  public double error() {
    double distances = 0;
    long targets = 0;
    for (Bin bin : bins) {
      distances += Math.abs(bin.confidence() - bin.correct());
      targets += bin.targets();
    }
    return distances / targets;
  }
}
