package io.nocturne.bench.soak;

import java.util.Arrays;
import java.util.List;

/**
 * The trend of a holding after the warm-up, the first fifth of the samples.
 *
 * @param slope per call or minute: the median of the slopes between any two samples (Theil and
 *     Sen), which single peaks do not change
 * @param rise the slope over all work after the warm-up
 */
record Trend(Holding holding, double slope, double rise) {
  private static final int WARM_UP = 5;

  /**
   * Returns the trend of samples in the order of the work.
   *
   * @throws IllegalArgumentException if there are fewer than three after the warm-up
   */
  static Trend of(Holding holding, List<Holdings> samples) {
    List<Holdings> warm = samples.subList(samples.size() / WARM_UP, samples.size());
    if (warm.size() < 3) {
      throw new IllegalArgumentException("a trend needs three samples, had " + warm.size());
    }
    double[] slopes = new double[warm.size() * (warm.size() - 1) / 2];
    int next = 0;
    for (int later = 1; later < warm.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        Holdings a = warm.get(earlier);
        Holdings b = warm.get(later);
        slopes[next++] = (holding.of(b) - holding.of(a)) / (b.done() - a.done());
      }
    }
    Arrays.sort(slopes);
    double slope = (slopes[(slopes.length - 1) / 2] + slopes[slopes.length / 2]) / 2;
    double work = warm.get(warm.size() - 1).done() - warm.get(0).done();
    return new Trend(holding, slope, slope * work);
  }

  boolean isFlat() {
    return rise <= holding.limit();
  }
}
