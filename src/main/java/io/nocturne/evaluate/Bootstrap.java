package io.nocturne.evaluate;

import io.nocturne.evaluate.ModelMetrics.BitsInterval;
import io.nocturne.random.Mixer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Confidence intervals of metrics over the choice of groups of pieces: the percentile bootstrap
 * (Efron, Bootstrap Methods: Another Look at the Jackknife, 1979).
 */
final class Bootstrap {
  private static final int SAMPLES = 2000;
  private static final double TAIL = 0.025;
  private static final long SEED = 1;

  private Bootstrap() {}

  /**
   * Returns the 95 % interval of the bits per note; empty if there is one group, or a group without
   * notes, whose samples might have none.
   *
   * @param groups the metrics of each
   */
  static Optional<BitsInterval> bitsPerNote(List<Metrics> groups) {
    if (groups.size() < 2 || groups.stream().anyMatch(group -> group.notes() == 0)) {
      return Optional.empty();
    }
    RandomGenerator random = Mixer.stream(SEED, 0);
    double[] samples = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      double nats = 0;
      long notes = 0;
      for (int i = 0; i < groups.size(); i++) {
        Metrics group = groups.get(random.nextInt(groups.size()));
        nats += group.nats();
        notes += group.notes();
      }
      samples[sample] = nats / Math.log(2) / notes;
    }
    Arrays.sort(samples);
    int cut = (int) (TAIL * SAMPLES);
    return Optional.of(new BitsInterval(samples[cut], samples[SAMPLES - 1 - cut]));
  }
}
