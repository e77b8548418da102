package io.nocturne.cli.train;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Settings.Origin;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.Corpus;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.io.file.Folders;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainingRuns.JobOfWorker;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import io.nocturne.train.cluster.ClusterSpec;
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
  private static final Setting<Boolean> AUTO_RESUME =
      Setting.flag("auto-resume", "resume the run if it exists, or else begin it");

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
        + "A resumed run keeps its settings, and those given again must be the same; only "
        + TrainSettings.resumableOptions()
        + " can be changed. With --auto-resume the same command begins a run, resumes it and, once"
        + " it is finished, does nothing.\n\n"
        + "On several machines, start the same command on each, with the environment variable"
        + " TF_CONFIG as for TensorFlow; --batch-size is that of all workers together.";
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
        Syntax.of(corpus)
            .with("Run", RUN, RESUME, AUTO_RESUME, RunPaths.CHECKPOINTS, RunPaths.TENSORBOARD)
            .with("Workers", ClusterOptions.WORKERS, ClusterOptions.TIMEOUT),
        TrainPresets.all());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("the published study's model", "train corpus --run paper"),
        new Example(
            "a smaller one, for a first look",
            "train corpus --run small --units 64 --embedding 32 --epochs 2"),
        new Example("after Ctrl-C, a crash or a power failure", "train --resume --run paper"),
        new Example(
            "a job that Kubernetes or Slurm starts again",
            "train corpus --run small --units 64 --auto-resume"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Optional<ClusterSpec> cluster = ClusterOptions.ofEnvironment(invocation);
    if (cluster.isPresent() && !cluster.get().isChief()) {
      JobOfWorker job =
          invocation.value(RESUME)
              ? (source, spec) -> ClusterOptions.likeChief(invocation, source, spec)
              : (source, spec) -> begun(invocation, runPath(invocation));
      return exit(new TrainingSession(invocation.console()).join(cluster.get(), job));
    }
    Path run = runPath(invocation);
    boolean resume =
        invocation.value(RESUME) || (invocation.value(AUTO_RESUME) && RunFolder.isRun(run));
    TrainJob job = resume ? Resumption.job(invocation, run) : begun(invocation, run);
    Corpus corpus = job.corpus();
    try (corpus;
        LocalWorkers local = LocalWorkers.start(invocation)) {
      return train(invocation.console(), local.chief(cluster.map(job::on).orElse(job)), resume);
    }
  }

  private static Exit train(Console console, TrainJob job, boolean resume) throws Exception {
    Folders.requireWritable(job.tensorboard());
    DeviceOption.check(console, job.spec().session());
    TrainingSession training = new TrainingSession(console);
    TrainingResult result = resume ? training.resume(job) : training.begin(job);
    if (result.outcome() != TrainingOutcome.INTERRUPTED) {
      NextSteps.afterTraining(console, job);
    }
    return exit(result);
  }

  private static Exit exit(TrainingResult result) {
    return result.outcome() == TrainingOutcome.INTERRUPTED ? Exit.INTERRUPTED : Exit.DONE;
  }

  private static TrainJob begun(Invocation invocation, Path run) throws IOException {
    Path corpus = corpus(invocation);
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
    return job(invocation, run, corpus, invocation.settings());
  }

  /** Returns the training of a run on a corpus with these settings. */
  static TrainJob job(Invocation invocation, Path run, Path corpus, Settings settings)
      throws IOException {
    TrainJob job =
        new TrainJob(
                run,
                RunPaths.tensorboard(invocation, run),
                corpus.toString(),
                Corpora.read(corpus),
                TrainSettings.spec(settings))
            .with(settings.fill(TensorBoardSpec.class));
    return Corpora.report(corpus).map(job::with).orElse(job);
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

  private static Path runPath(Invocation invocation) {
    String name = invocation.value(RUN).orElseGet(() -> nameOfCorpus(invocation));
    return RunPaths.run(invocation, name);
  }

  private static String nameOfCorpus(Invocation invocation) {
    if (invocation.operands().isEmpty() && invocation.value(RESUME)) {
      throw new UsageException("--resume: needs a run, such as --run paper");
    }
    Path corpus = corpus(invocation);
    Path name = corpus.toAbsolutePath().normalize().getFileName();
    if (name == null) {
      throw new UsageException(corpus + ": has no name for the run; use --run NAME");
    }
    return name.toString();
  }

  private static Path corpus(Invocation invocation) {
    return invocation.paths().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "train: CORPUS is missing: the folder that prepare wrote; see nocturne train"
                        + " --help"));
  }
}
