package io.nocturne.cli.settings;

import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.Syntax.Preset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings like those of a training command, and the records that they fill. */
final class Training {

  static final Setting<Integer> UNITS =
      Setting.of("units", ValueType.wholeNumber(1, 4096), 256, "GRU units a direction");
  static final Setting<Double> DROPOUT =
      Setting.of("dropout", ValueType.numberBelow(0, 1), 0.2, "share of outputs dropped");
  static final Setting<Integer> BATCH_SIZE =
      Setting.of("batch-size", ValueType.wholeNumber(1, 65536), 64, "windows a step");
  static final Setting<Double> LEARNING_RATE =
      Setting.of("learning-rate", ValueType.numberAbove(0), 1e-3, "Adam's step size");
  static final Setting<Optional<Double>> CLIP_NORM =
      Setting.optional("clip-norm", ValueType.numberAbove(0), "none", "largest gradient norm");
  static final Setting<Split> SPLIT =
      Setting.of("split", ValueType.choice("BY", Split.class), Split.PIECE, "what is split");
  static final Setting<Boolean> SHUFFLE = Setting.flag("shuffle", "mix the windows");

  static final Syntax SYNTAX =
      Syntax.of(Operands.none())
          .with("Model", UNITS, DROPOUT)
          .with("Training", BATCH_SIZE, LEARNING_RATE, CLIP_NORM, SPLIT, SHUFFLE)
          .configurable(
              "Sources",
              new Preset("paper", "the paper's", Map.of()),
              new Preset("demo", "small", Map.of("units", "64", "batch-size", "16")));

  enum Split {
    PIECE,
    WINDOW
  }

  record Model(int units, double dropout) {
    Model {
      if (units == 13) {
        throw new IllegalArgumentException("units must not be 13, was 13");
      }
    }
  }

  record Spec(
      Model model, int batchSize, double learningRate, Optional<Double> clipNorm, Split split) {}

  private Training() {}

  static Settings parse(String... words) throws Exception {
    return Settings.parse("train", SYNTAX, List.of(words));
  }
}
