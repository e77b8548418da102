package io.nocturne.evaluate.reproduction;

import io.nocturne.train.TrainSpec;

/**
 * One way to train.
 *
 * @param name of which its runs' names are made: {@code last-window}
 * @param label what tables call it
 * @param spec with any seed
 */
record Variation(String name, String label, TrainSpec spec) {

  /** This from one seed. */
  Trial trial(long seed) {
    return new Trial(this, spec.with(spec.fit().withSeed(seed)));
  }
}
