package io.nocturne.evaluate.reproduction;

import io.nocturne.train.TrainSpec;

/**
 * One training of a variation.
 *
 * @param spec the settings of the variation, with this trial's seed
 */
public record Trial(Variation variation, TrainSpec spec) {

  /** Returns the name of its run: {@code last-window-1} for seed 1. */
  public String run() {
    return variation.name() + "-" + seed();
  }

  /** Returns its random seed. */
  public long seed() {
    return spec.fit().seed();
  }
}
