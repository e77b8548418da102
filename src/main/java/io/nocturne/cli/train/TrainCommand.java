package io.nocturne.cli.train;

import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Settings.Origin;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.io.file.Folders;
import io.nocturne.runtime.Device;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Trains a run on a corpus. */
final class TrainCommand implements Command {
  private static final Setting<Optional<String>> RUN =
      Setting.optional(
          "run",
          ValueType.text("RUN"),
          "the corpus folder's name",
          "name of the run, or path of its folder");
  private static final Setting<Boolean> RESUME =
      Setting.flag("resume", "resume a run from its last checkpoint");

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "train a bidirectional GRU on a corpus";
  }

  @Override
  public String description() {
    return "Trains until --monitor, by default the validation loss, has not improved for --patience"
        + " epochs, and keeps the weights of the best epoch. Ctrl-C stops after the current"
        + " step and saves; with --resume the run ends with the same weights as an"
        + " uninterrupted one.\n\n"
        + "A resumed run keeps its settings; only "
        + TrainSettings.resumableOptions()
        + " can be changed.";
  }

  @Override
  public Syntax syntax() {
    Operands corpus =
        new Operands(
            "CORPUS",
            0,
            1,
            "the folder that prepare wrote, or embedded, the corpus that comes with nocturne");
    return TrainSettings.addTo(
        Syntax.of(corpus).with("Run", RUN, RESUME, RunPaths.CHECKPOINTS, RunPaths.TENSORBOARD),
        TrainPresets.all());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("the published study's model", "train corpus --run paper"),
        new Example(
            "a smaller one, for a first look",
            "train corpus --run small --units 64 --embedding 32 --epochs 2"),
        new Example("after Ctrl-C, a crash or a power failure", "train --resume --run paper"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    TrainingSession training = new TrainingSession(invocation.console());
    boolean resume = invocation.value(RESUME);
    TrainJob job = resume ? resumed(invocation) : begun(invocation);
    Folders.requireWritable(job.tensorboard());
    DeviceOption.check(invocation.console(), job.spec().session());
    TrainingResult result = resume ? training.resume(job) : training.begin(job);
    if (result.outcome() == TrainingOutcome.INTERRUPTED) {
      return Exit.INTERRUPTED;
    }
    NextSteps.afterTraining(invocation.console(), job);
    return Exit.DONE;
  }

  private static TrainJob begun(Invocation invocation) throws IOException {
    if (invocation.operands().isEmpty()) {
      throw new UsageException(
          "train: CORPUS is missing: the folder that prepare wrote; see nocturne train --help");
    }
    requireEffect(
        invocation,
        Set.of("stride", "openings"),
        spec -> spec.model().stateful(),
        "--stateful, whose windows follow each other");
    requireEffect(
        invocation,
        Set.of("validation"),
        spec -> spec.data().split() == SplitSpec.By.LISTED,
        "--split listed, whose parts the corpus lists");
    Path corpus = invocation.paths().get(0);
    String name = invocation.value(RUN).orElseGet(() -> nameOf(corpus));
    Path run = RunPaths.run(invocation, name);
    TrainJob job =
        new TrainJob(
            run,
            RunPaths.tensorboard(invocation, run),
            corpus.toString(),
            Corpora.read(corpus),
            TrainSettings.spec(invocation.settings()));
    return withReport(job.with(invocation.settings().fill(TensorBoardSpec.class)), corpus);
  }

  /** Refuses what a training would ignore; a configuration file has all settings. */
  private static void requireEffect(
      Invocation invocation, Set<String> names, Predicate<TrainSpec> ignores, String why) {
    Settings settings = invocation.settings();
    for (Setting<?> setting : settings.given()) {
      if (names.contains(setting.name())
          && settings.origin(setting) == Origin.OPTION
          && ignores.test(TrainSettings.spec(settings))) {
        throw new UsageException(
            setting.option() + ": has no effect with " + why + "; leave one out");
      }
    }
  }

  private static TrainJob withReport(TrainJob job, Path corpus) throws IOException {
    return Corpora.report(corpus).map(job::with).orElse(job);
  }

  private static String nameOf(Path corpus) {
    Path name = corpus.toAbsolutePath().normalize().getFileName();
    if (name == null) {
      throw new UsageException(corpus + ": has no name for the run; use --run NAME");
    }
    return name.toString();
  }

  private static TrainJob resumed(Invocation invocation) throws IOException {
    String name =
        invocation
            .value(RUN)
            .orElseThrow(() -> new UsageException("--resume: needs a run, such as --run paper"));
    Path path = RunPaths.run(invocation, name);
    RunFolder run = RunFolder.open(path);
    Optional<CorpusInfo> begun = run.info().corpus();
    if (begun.isEmpty()) {
      return imported(invocation, run);
    }
    requireNoNewSettings(invocation);
    String noted = begun.get().path();
    Path corpus = invocation.paths().stream().findFirst().orElseGet(() -> Path.of(noted));
    if (invocation.operands().isEmpty() && !Corpora.exists(corpus)) {
      throw new RunException(
          path,
          "its corpus was %s, which no longer exists; name its folder: nocturne train CORPUS --resume --run %s"
              .formatted(noted, name));
    }
    TrainJob job =
        new TrainJob(
            path,
            RunPaths.tensorboard(invocation, path),
            corpus.toString(),
            Corpora.read(corpus),
            spec(invocation, TrainSpec.of(run)));
    return withReport(job.with(logging(invocation, TensorBoardSpec.of(run))), corpus);
  }

  /**
   * Returns the first training of an imported run, which accepts every setting but the network's.
   */
  private static TrainJob imported(Invocation invocation, RunFolder run) throws IOException {
    if (invocation.operands().isEmpty()) {
      throw new UsageException(
          run.path()
              + ": was imported and has no corpus yet; name one: nocturne train CORPUS --resume"
              + " --run "
              + run.name());
    }
    for (Setting<?> setting : TrainSettings.NETWORK) {
      if (invocation.settings().origin(setting) == Origin.OPTION) {
        throw new UsageException(
            setting.option() + ": an imported run keeps its network; leave it out");
      }
    }
    Path corpus = invocation.paths().get(0);
    Settings settings = invocation.settings().orElse(run.runJson());
    TrainJob job =
        new TrainJob(
            run.path(),
            RunPaths.tensorboard(invocation, run.path()),
            corpus.toString(),
            Corpora.read(corpus),
            TrainSettings.spec(settings));
    return withReport(job.with(settings.fill(TensorBoardSpec.class)), corpus);
  }

  private static void requireNoNewSettings(Invocation invocation) {
    for (Setting<?> setting : invocation.settings().given()) {
      boolean general =
          setting == RUN
              || setting == RESUME
              || setting == RunPaths.CHECKPOINTS
              || setting == RunPaths.TENSORBOARD;
      if (!general && !TrainSettings.RESUMABLE.contains(setting)) {
        throw new UsageException(
            setting.option()
                + ": a resumed run keeps its settings; leave it out, or begin another --run");
      }
    }
  }

  /** Returns the run's own settings, with the changes of this call. */
  private static TrainSpec spec(Invocation invocation, TrainSpec begun) {
    FitSpec fit = begun.fit();
    FitSpec resumed =
        new FitSpec(
            fit.batchSize(),
            given(invocation, TrainSettings.EPOCHS, fit.epochs()),
            fit.monitor(),
            given(invocation, TrainSettings.PATIENCE, fit.patience()),
            given(invocation, TrainSettings.MIN_DELTA, fit.minDelta()),
            fit.labelSmoothing(),
            given(invocation, TrainSettings.CHECKPOINT_EVERY, fit.checkpointEvery()),
            given(invocation, TrainSettings.KEEP, fit.keep()),
            fit.seed());
    Device device = given(invocation, DeviceOption.DEVICE, begun.session().device());
    return begun.with(resumed).with(begun.session().on(device));
  }

  private static TensorBoardSpec logging(Invocation invocation, TensorBoardSpec begun) {
    return new TensorBoardSpec(
        given(invocation, TrainSettings.UPDATE_FREQ, begun.updateFreq()),
        given(invocation, TrainSettings.HISTOGRAM_FREQ, begun.histogramFreq()),
        given(invocation, TrainSettings.SAMPLE_FREQ, begun.sampleFreq()));
  }

  private static <T> T given(Invocation invocation, Setting<T> setting, T begun) {
    return invocation.settings().origin(setting) == Origin.OPTION
        ? invocation.value(setting)
        : begun;
  }
}
