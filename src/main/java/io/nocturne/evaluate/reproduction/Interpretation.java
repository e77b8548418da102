package io.nocturne.evaluate.reproduction;

import io.nocturne.base.Labels;
import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;

/**
 * The readings that the study's text allows: it does not say at which positions notes are
 * predicted, nor whether validation uses windows of the same pieces or other pieces.
 */
enum Interpretation {
  /** The note after the window is predicted; windows are held out. */
  LAST_WINDOW(Targets.LAST, By.WINDOW),
  /** The note after each position is predicted; windows are held out. */
  EVERY_WINDOW(Targets.EVERY, By.WINDOW),
  /** The note after the window is predicted; pieces are held out. */
  LAST_PIECE(Targets.LAST, By.PIECE),
  /** The note after each position is predicted; pieces are held out. */
  EVERY_PIECE(Targets.EVERY, By.PIECE);

  private final Targets targets;
  private final By split;

  Interpretation(Targets targets, By split) {
    this.targets = targets;
    this.split = split;
  }

  /** Returns the name in tables: {@code last, by window}. */
  String label() {
    return (targets == Targets.LAST ? "last" : "every")
        + ", by "
        + (split == By.WINDOW ? "window" : "piece");
  }

  /** Returns a training in this reading. */
  Variation of(TrainSpec base) {
    ModelSpec model = base.model();
    DataSpec data = base.data();
    return new Variation(
        Labels.hyphenated(this),
        label(),
        base.with(model.with(targets))
            .with(
                new DataSpec(
                    data.stride(),
                    data.openings(),
                    split,
                    data.validation(),
                    data.augment(),
                    data.augmentTempo(),
                    data.augmentVelocity())));
  }
}
