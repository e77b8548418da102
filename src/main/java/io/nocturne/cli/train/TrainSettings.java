package io.nocturne.cli.train;

import io.nocturne.base.Labels;
import io.nocturne.checkpoint.Monitor;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Preset;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.runtime.Precision;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings that fill a {@link TrainSpec}; their defaults are the published study's. */
final class TrainSettings {
  private static final TrainSpec PAPER = TrainSpec.paper();
  private static final int MAX = Integer.MAX_VALUE;

  static final Setting<Integer> EPOCHS =
      Setting.of(
          "epochs",
          ValueType.wholeNumber(1, MAX),
          PAPER.fit().epochs(),
          "maximum number of passes over the training data");
  static final Setting<Integer> PATIENCE =
      Setting.of(
          "patience",
          ValueType.wholeNumber(1, MAX),
          PAPER.fit().patience(),
          "epochs without a better --monitor before training stops");
  static final Setting<Double> MIN_DELTA =
      Setting.of(
          "min-delta",
          ValueType.number(0, Double.MAX_VALUE),
          PAPER.fit().minDelta(),
          "minimum improvement that counts");
  static final Setting<Integer> CHECKPOINT_EVERY =
      Setting.of(
          "checkpoint-every",
          ValueType.wholeNumber(1, MAX),
          PAPER.fit().checkpointEvery(),
          "epochs between checkpoints");
  static final Setting<Integer> KEEP =
      Setting.of(
          "keep",
          ValueType.wholeNumber(1, MAX),
          PAPER.fit().keep(),
          "number of latest checkpoints to keep, besides the best");

  static final Setting<Integer> UPDATE_FREQ =
      Setting.of(
          "update-freq",
          ValueType.wholeNumber(0, MAX).called("epoch", 0),
          TensorBoardSpec.DEFAULT.updateFreq(),
          "steps between the points of batch_loss; epoch: curves by epoch only");
  static final Setting<Integer> HISTOGRAM_FREQ =
      Setting.of(
          "histogram-freq",
          ValueType.wholeNumber(0, MAX),
          TensorBoardSpec.DEFAULT.histogramFreq(),
          "epochs between histograms of weights and gradient norms; 0: none");

  static final Setting<Integer> SAMPLE_FREQ =
      Setting.of(
          "sample-freq",
          ValueType.wholeNumber(0, MAX),
          TensorBoardSpec.DEFAULT.sampleFreq(),
          "epochs between samples of generated music, as pictures and sound; 0: none");

  /** The settings that an imported run cannot change. */
  static final List<Setting<?>> NETWORK =
      List.of(
          Setting.of(
              "embedding",
              ValueType.wholeNumber(1, 65536),
              PAPER.model().embedding(),
              "dimensions of the token embedding"),
          Setting.of(
              "units",
              ValueType.wholeNumber(1, 65536).list(),
              PAPER.model().units(),
              "hidden units per direction, for all layers or for each"),
          Setting.of(
              "layers",
              ValueType.wholeNumber(1, ModelSpec.MAX_LAYERS),
              PAPER.model().layers(),
              "GRU layers"),
          Setting.of(
              "window",
              ValueType.wholeNumber(1, 4096),
              PAPER.model().window(),
              "tokens per window"),
          Setting.of(
              "targets",
              ValueType.choice("WHICH", Targets.class),
              PAPER.model().targets(),
              "last: the token after the window; every: the token after each position"),
          Setting.of(
              "directions",
              ValueType.choice("WHICH", Directions.class),
              PAPER.model().directions(),
              "both: each layer reads forward and backward; forward: only forward"),
          Setting.flag("mask-padding", "layers skip padding, as after Keras's mask_zero"),
          Setting.flag("stateful", "windows follow each other and hand on their state"));

  private static final List<Setting<?>> DROPOUT =
      List.of(
          Setting.of(
              "dropout",
              ValueType.numberBelow(0, 1).list(),
              PAPER.model().dropouts().dropout(),
              "share of a layer's outputs dropped in training, for all layers or for each"),
          Setting.of(
              "embedding-dropout",
              ValueType.numberBelow(0, 1),
              PAPER.model().dropouts().embeddingDropout(),
              "share of the embedding's outputs dropped"),
          Setting.of(
              "spatial-dropout",
              ValueType.numberBelow(0, 1).list(),
              PAPER.model().dropouts().spatialDropout(),
              "share of a layer's inputs dropped, the same at all steps of a window"));

  /**
   * The settings that may change when a run is resumed: {@link TrainSpec#RESUMABLE} and those of
   * {@link TensorBoardSpec}.
   */
  static final List<Setting<?>> RESUMABLE =
      List.of(
          EPOCHS,
          PATIENCE,
          MIN_DELTA,
          CHECKPOINT_EVERY,
          KEEP,
          UPDATE_FREQ,
          HISTOGRAM_FREQ,
          SAMPLE_FREQ,
          DeviceOption.DEVICE);

  private TrainSettings() {}

  /** Returns the options of {@link #RESUMABLE} as a list in words. */
  static String resumableOptions() {
    List<String> options = RESUMABLE.stream().map(Setting::option).toList();
    int last = options.size() - 1;
    return String.join(", ", options.subList(0, last)) + " and " + options.get(last);
  }

  /** Returns a syntax with the settings of training, a configuration file and presets. */
  static Syntax addTo(Syntax syntax, Preset... presets) {
    return addTo(syntax, Set.of(), presets);
  }

  /**
   * Returns a syntax with the settings of training but some, a configuration file and presets.
   *
   * @param without the names of the settings to omit
   */
  public static Syntax addTo(Syntax syntax, Set<String> without, Preset... presets) {
    return syntax
        .with("Model", but(without, model()))
        .with("Windows", but(without, windows()))
        .with("Augmentation", but(without, AugmentationOptions.all()))
        .with("Training", training())
        .with("Optimizer", OptimizerOptions.optimizer())
        .with("Learning rate", OptimizerOptions.schedule())
        .with("Machine", machine())
        .with("TensorBoard", UPDATE_FREQ, HISTOGRAM_FREQ, SAMPLE_FREQ)
        .configurable("Settings from elsewhere", presets);
  }

  /** Returns the spec of a command with these settings. */
  static TrainSpec spec(Settings settings) {
    return spec(settings, Map.of());
  }

  /**
   * Returns the spec of a command.
   *
   * @param others the values of settings that the command does not have, by name
   */
  static TrainSpec spec(Settings settings, Map<String, ?> others) {
    Map<String, Object> values = new HashMap<>(others);
    values.put("optimizer", OptimizerOptions.spec(settings, settings.value(EPOCHS)));
    return settings.fill(TrainSpec.class, values);
  }

  private static Setting<?>[] but(Set<String> without, Setting<?>... settings) {
    return Arrays.stream(settings)
        .filter(setting -> !without.contains(setting.name()))
        .toArray(Setting<?>[]::new);
  }

  private static Setting<?>[] model() {
    List<Setting<?>> model = new ArrayList<>(NETWORK);
    model.addAll(DROPOUT);
    return model.toArray(Setting<?>[]::new);
  }

  private static Setting<?>[] windows() {
    return new Setting<?>[] {
      Setting.of(
          "stride",
          ValueType.wholeNumber(1, MAX),
          PAPER.data().stride(),
          "tokens from one window to the next"),
      Setting.of(
          "openings",
          ValueType.choice("HOW", WindowSpec.Openings.class),
          PAPER.data().openings(),
          "pad: the first windows of a piece are filled up with padding; skip: only full windows"),
      Setting.of(
          "split",
          ValueType.choice("BY", SplitSpec.By.class),
          PAPER.data().split(),
          "hold out whole pieces, with their groups, or windows for validation, or the pieces that"
              + " the corpus lists; windows overlap with training data, which lowers the loss"),
      Setting.of(
          "validation",
          ValueType.number(0.0001, 0.9999),
          PAPER.data().validation(),
          "share of the pieces or windows held out for validation")
    };
  }

  private static Setting<?>[] training() {
    return new Setting<?>[] {
      Setting.of(
          "batch-size",
          ValueType.wholeNumber(1, 65536),
          PAPER.fit().batchSize(),
          "windows per step"),
      EPOCHS,
      Setting.of(
          "monitor",
          ValueType.choice("METRIC", Monitor.class, Labels::of),
          PAPER.fit().monitor(),
          "metric by which epochs are compared, for stopping, the best checkpoint and --schedule"
              + " plateau; a lower loss or a higher accuracy is better"),
      PATIENCE,
      MIN_DELTA,
      Setting.of(
          "label-smoothing",
          ValueType.numberBelow(0, 1),
          PAPER.fit().labelSmoothing(),
          "share of each target's probability spread over all tokens in the losses"),
      Setting.of(
          "seed",
          ValueType.bigNumber(Long.MIN_VALUE, Long.MAX_VALUE),
          PAPER.fit().seed(),
          "random seed of split, order, initial weights and dropout"),
      CHECKPOINT_EVERY,
      KEEP
    };
  }

  private static Setting<?>[] machine() {
    return new Setting<?>[] {
      DeviceOption.DEVICE,
      Setting.of(
          "precision",
          ValueType.choice("HOW", Precision.class),
          PAPER.session().precision(),
          "precision of matrix products in training; bf16 needs a CPU or GPU that supports it, fp16"
              + " and tf32 a GPU"),
      Setting.of(
          "intra-op-threads",
          ValueType.wholeNumber(1, 1024),
          PAPER.session().intraOpThreads(),
          "threads within an operation"),
      Setting.of(
          "inter-op-threads",
          ValueType.wholeNumber(1, 1024),
          PAPER.session().interOpThreads(),
          "operations in parallel")
    };
  }
}
