package io.nocturne.evaluate.reproduction;

import io.nocturne.evaluate.reproduction.StudyPlan.Trial;
import io.nocturne.train.TrainSpec;

/**
 * A named set of training settings.
 *
 * @param name the first part of its runs' names: {@code last-window}
 * @param label the name in tables
 * @param spec the settings, with any seed
 */
record Variation(String name, String label, TrainSpec spec) {

  /** Returns the training with one seed. */
  Trial trial(long seed) {
    return new Trial(this, spec.with(spec.fit().withSeed(seed)));
  }
}
