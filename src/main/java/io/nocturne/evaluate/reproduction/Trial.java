package io.nocturne.evaluate.reproduction;

import io.nocturne.train.TrainSpec;

/**
 * One training of a variation.
 *
 * @param spec the variation's, with this trial's seed
 */
public record Trial(Variation variation, TrainSpec spec) {

  /** The name of its run: {@code last-window-1} for seed 1. */
  public String run() {
    return variation.name() + "-" + seed();
  }

  /** Where its chance begins. */
  public long seed() {
    return spec.fit().seed();
  }
}
