package io.nocturne.evaluate.reproduction;

import io.nocturne.base.Labels;
import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.train.DataSpec;
import io.nocturne.train.TrainSpec;

/**
 * What the study's text allows: it does not say at which positions notes are predicted, nor whether
 * validation is on windows of the same pieces or on other pieces.
 */
enum Interpretation {
  /** The note after the window; windows set aside. */
  LAST_WINDOW(Targets.LAST, By.WINDOW),
  /** The note after each position; windows set aside. */
  EVERY_WINDOW(Targets.EVERY, By.WINDOW),
  /** The note after the window; pieces set aside. */
  LAST_PIECE(Targets.LAST, By.PIECE),
  /** The note after each position; pieces set aside. */
  EVERY_PIECE(Targets.EVERY, By.PIECE);

  private final Targets targets;
  private final By split;

  Interpretation(Targets targets, By split) {
    this.targets = targets;
    this.split = split;
  }

  /** What tables call it: {@code last, by window}. */
  String label() {
    return (targets == Targets.LAST ? "last" : "every")
        + ", by "
        + (split == By.WINDOW ? "window" : "piece");
  }

  /** A training read this way. */
  Variation of(TrainSpec base) {
    ModelSpec model = base.model();
    DataSpec data = base.data();
    return new Variation(
        Labels.hyphenated(this),
        label(),
        base.with(model.with(targets))
            .with(
                new DataSpec(
                    data.stride(), data.openings(), split, data.validation(), data.augment())));
  }
}
