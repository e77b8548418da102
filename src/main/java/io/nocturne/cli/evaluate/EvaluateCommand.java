package io.nocturne.cli.evaluate;

import io.nocturne.Nocturne;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.PreprocessingOptions;
import io.nocturne.cli.command.RunCorpus;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.evaluate.EvaluateJob;
import io.nocturne.evaluate.EvaluateJob.Baselines;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.Evaluation.Part;
import io.nocturne.evaluate.EvaluationJson;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.model.Context;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.runtime.SessionSettings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures how well a run predicts music, beside baselines. */
public final class EvaluateCommand implements Command {
  private static final Setting<Optional<String>> RUN =
      Setting.optional(
          "run",
          ValueType.text("RUN"),
          "none",
          "run to measure: its name, or the path of its folder");
  private static final Setting<Optional<Path>> DATA =
      Setting.optional(
          "data",
          ValueType.path("MUSIC"),
          "none",
          "music to predict: a folder that prepare wrote, embedded, a file of music, or a folder of"
              + " them");
  private static final Setting<Optional<Part>> PART =
      Setting.optional(
          "part",
          ValueType.choice("PART", Part.class),
          "validation if the run was trained on this corpus, else all",
          "part of the data to measure; music other than the run's own corpus has only all");
  private static final Setting<Optional<Context>> CONTEXT =
      Setting.optional(
          "context",
          ValueType.choice("WHAT", Context.class),
          "piece if the run reads forward and has targets at every position, else window",
          "what a forward network has read before a prediction: window, or the piece so far");
  private static final Setting<Optional<Path>> CORPUS =
      Setting.optional(
          "corpus",
          ValueType.path("DIR"),
          "its folder when the run was trained",
          "the run's corpus, to train the baselines on");
  private static final Setting<Boolean> NO_BASELINES =
      Setting.flag("no-baselines", "measure only the network");
  private static final Setting<Integer> ORDER =
      Setting.of(
          "order",
          ValueType.wholeNumber(2, Baselines.MAX_ORDER),
          Baselines.DEFAULT_ORDER,
          "length of the longest n-grams, in tokens");
  private static final String ONLY_MIDI = "applies to files of music of --data and --against";
  private static final Setting<Optional<Path>> JSON =
      Setting.optional("json", ValueType.path("FILE"), "none", "write all figures as JSON");

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "measure how well a run predicts, or measure music";
  }

  @Override
  public String description() {
    return "Measures how well the run's best weights predict each note from those before it,"
        + " without dropout, beside baselines that are trained on the same pieces: an n-gram"
        + " with Kneser-Ney smoothing, a bigram, a repetition of the last note, and the"
        + " frequency of each note. Of the corpus that the run was trained on, the"
        + " validation part is measured.\n\n"
        + "With --music no run is needed: measures pieces with MusPy's metrics, compares"
        + " them with others (--against), and reports how much of each piece is copied from"
        + " these.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("A run", RUN, DATA, PART, CONTEXT, RunPaths.CHECKPOINTS, DeviceOption.DEVICE)
        .with("Reading files of --data and --against", PreprocessingOptions.ofRun())
        .with("Baselines", CORPUS, ORDER, NO_BASELINES)
        .with("Music", MusicEvaluation.MUSIC, MusicEvaluation.AGAINST)
        .with("Output", JSON, EvaluationPage.REPORT, EvaluationPage.SAMPLES, EvaluationPage.SEED);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("on the held-out pieces", "evaluate --run paper --data corpus"),
        new Example("on music it was not trained on", "evaluate --run paper --data midi-files"),
        new Example(
            "with every figure in a file",
            "evaluate --run paper --data corpus --json figures.json"),
        new Example(
            "generated pieces beside the corpus", "evaluate --music pieces --against midi-files"),
        new Example(
            "a page to read, see and hear",
            "evaluate --run paper --data corpus --report pages/paper"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    boolean music = invocation.value(MusicEvaluation.MUSIC).isPresent();
    boolean report = invocation.value(EvaluationPage.REPORT).isPresent();
    for (Setting<?> setting : List.of(EvaluationPage.SAMPLES, EvaluationPage.SEED)) {
      if (invocation.isGiven(setting) && (music || !report)) {
        throw new UsageException(
            setting.option() + ": needs --report and a run, without --music; leave it out");
      }
    }
    requireWritable(invocation);
    EvaluationPage.requireOwn(invocation);
    return music && !(report && invocation.value(RUN).isPresent())
        ? measureMusic(invocation)
        : measureRun(invocation);
  }

  /** Checks the outputs before the work and not after it. */
  private static void requireWritable(Invocation invocation) throws IOException {
    if (invocation.value(JSON).isPresent()) {
      Folders.requireWritableFile(invocation.value(JSON).get());
    }
    if (invocation.value(EvaluationPage.REPORT).isPresent()) {
      Folders.requireWritable(invocation.value(EvaluationPage.REPORT).get());
    }
  }

  private static Exit measureMusic(Invocation invocation) throws Exception {
    for (Setting<?> setting : List.of(RUN, DATA, PART, CONTEXT, CORPUS, ORDER, NO_BASELINES)) {
      if (invocation.isGiven(setting)) {
        throw new UsageException(
            setting.option()
                + ": applies to a run, and --music measures music; leave one of them out");
      }
    }
    if (invocation.value(MusicEvaluation.AGAINST).isEmpty()) {
      PreprocessingOptions.requireNone(invocation, ONLY_MIDI);
    }
    MusicFindings findings =
        new MusicReading(
                invocation.console(),
                Optional.of(PreprocessingOptions.with(invocation, Preprocessing.NONE))
                    .filter(preprocessing -> !preprocessing.equals(Preprocessing.NONE)))
            .findings(
                invocation.value(MusicEvaluation.MUSIC).orElseThrow(),
                invocation.value(MusicEvaluation.AGAINST));
    MusicEvaluation evaluation = new MusicEvaluation(findings);
    // Printed first, so that no figures are lost if the file cannot be written.
    evaluation.print(invocation.console());
    Optional<Path> json = invocation.value(JSON);
    if (json.isPresent()) {
      evaluation.write(json.get());
    }
    Optional<Path> report = invocation.value(EvaluationPage.REPORT);
    if (report.isPresent()) {
      new EvaluationPage(invocation).write(report.get(), findings);
    }
    return Exit.DONE;
  }

  private static Exit measureRun(Invocation invocation) throws Exception {
    if (invocation.value(MusicEvaluation.AGAINST).isPresent()
        && invocation.value(EvaluationPage.REPORT).isEmpty()) {
      throw new UsageException("--against: needs --music to compare; add it");
    }
    Path path = RunPaths.run(invocation, required(invocation, RUN));
    Path music = required(invocation, DATA);
    if (CorpusFolder.isCorpus(music) && invocation.value(MusicEvaluation.AGAINST).isEmpty()) {
      PreprocessingOptions.requireNone(invocation, ONLY_MIDI);
    }
    DeviceOption.check(
        invocation.console(), SessionSettings.defaults().on(invocation.value(DeviceOption.DEVICE)));
    RunFolder run = RunFolder.open(path);
    MusicSource source =
        new MusicSource(invocation.console(), PreprocessingOptions.of(invocation, run));
    try (Corpus data = source.read(music, run);
        BaselineCorpus baselines = baselineCorpus(invocation, run, data)) {
      return measureRun(invocation, run, data, baselines);
    }
  }

  private static Exit measureRun(
      Invocation invocation, RunFolder run, Corpus data, BaselineCorpus baselineCorpus)
      throws Exception {
    Optional<Path> report = invocation.value(EvaluationPage.REPORT);
    Path music = required(invocation, DATA);
    Optional<Baselines> baselines =
        baselineCorpus.corpus().map(corpus -> new Baselines(corpus, invocation.value(ORDER)));
    Evaluation evaluation =
        Nocturne.evaluate(
            new EvaluateJob(
                run.path(),
                data,
                invocation.value(PART),
                baselines,
                invocation.value(DeviceOption.DEVICE),
                invocation.value(CONTEXT)));
    EvaluationText text = new EvaluationText(run.name(), music, evaluation);
    invocation.console().print(text.lines(baselineCorpus.remark()));
    Optional<Path> json = invocation.value(JSON);
    if (json.isPresent()) {
      AtomicFile.write(Folders.makeParent(json.get()), EvaluationJson.bytes(evaluation));
    }
    if (report.isPresent()) {
      new EvaluationPage(invocation)
          .write(report.get(), run, music, evaluation, baselineCorpus.corpus());
    }
    return Exit.DONE;
  }

  private static <T> T required(Invocation invocation, Setting<Optional<T>> setting) {
    return invocation
        .value(setting)
        .orElseThrow(
            () ->
                new UsageException(
                    "evaluate: %s is missing; name a run and its --data, or --music to measure"
                        .formatted(setting.option())));
  }

  /**
   * The corpus that the baselines are trained on.
   *
   * @param remark why there is none, if the user should know
   */
  private record BaselineCorpus(Optional<Corpus> corpus, Optional<String> remark)
      implements Closeable {
    @Override
    public void close() throws IOException {
      if (corpus.isPresent()) {
        corpus.get().close();
      }
    }
  }

  private static BaselineCorpus baselineCorpus(Invocation invocation, RunFolder run, Corpus data)
      throws Exception {
    Optional<Path> named = invocation.value(CORPUS);
    if (invocation.value(NO_BASELINES)) {
      if (named.isPresent()) {
        throw new UsageException("--corpus: is for the baselines; leave it or --no-baselines out");
      }
      return new BaselineCorpus(Optional.empty(), Optional.empty());
    }
    if (named.isPresent()) {
      return new BaselineCorpus(Optional.of(Corpora.read(named.get())), Optional.empty());
    }
    return RunCorpus.of(run, data)
        .<BaselineCorpus>map(corpus -> new BaselineCorpus(Optional.of(corpus), Optional.empty()))
        .orElseGet(() -> new BaselineCorpus(Optional.empty(), Optional.of(RunCorpus.missing(run))));
  }
}
