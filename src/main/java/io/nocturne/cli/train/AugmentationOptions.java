package io.nocturne.cli.train;

import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.train.TrainSpec.DataSpec;

/** The options that change training windows at random. */
final class AugmentationOptions {
  private AugmentationOptions() {}

  /** Returns the settings, in the order of help. */
  static Setting<?>[] all() {
    return new Setting<?>[] {
      Setting.of(
          "augment",
          ValueType.wholeNumber(0, DataSpec.MAX_SEMITONES),
          DataSpec.DEFAULT.augment(),
          "maximum random transposition of training windows, in semitones up or down"),
      Setting.of(
          "augment-tempo",
          ValueType.number(0, DataSpec.MAX_TEMPO_SHARE),
          DataSpec.DEFAULT.augmentTempo(),
          "performance: maximum random change of the tempo of training windows, such as 0.05"),
      Setting.of(
          "augment-velocity",
          ValueType.wholeNumber(0, DataSpec.MAX_BINS),
          DataSpec.DEFAULT.augmentVelocity(),
          "event, performance: maximum random shift of training windows in velocity bins")
    };
  }
}
