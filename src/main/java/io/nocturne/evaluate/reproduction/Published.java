package io.nocturne.evaluate.reproduction;

import io.nocturne.checkpoint.EpochLog;

/**
 * The figures of the study's Table 1 (Zhou, "Music Generation Based on Bidirectional GRU Model"),
 * and the corresponding ones of a training: those of its best epoch, as Keras reports them.
 * Training is measured with dropout while the weights change, validation without after the epoch.
 */
enum Published {
  TRAINING_ACCURACY("training accuracy", 0.992),
  VALIDATION_ACCURACY("validation accuracy", 0.985),
  TRAINING_LOSS("training loss", 0.087),
  VALIDATION_LOSS("validation loss", 0.093);

  private final String label;
  private final double value;

  Published(String label, double value) {
    this.label = label;
    this.value = value;
  }

  String label() {
    return label;
  }

  /** Returns the study's value. */
  double value() {
    return value;
  }

  /** Returns a training's value. */
  double of(TrialResult result) {
    EpochLog best = result.best();
    return switch (this) {
      case TRAINING_ACCURACY -> best.training().accuracy();
      case VALIDATION_ACCURACY -> best.validation().accuracy();
      case TRAINING_LOSS -> best.training().loss();
      case VALIDATION_LOSS -> best.validation().loss();
    };
  }
}
