package io.nocturne.cli.train;

import io.nocturne.Nocturne;
import io.nocturne.base.UserIOException;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Interruption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.cli.corpus.PrepareSummary;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.Syntax.Preset;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.Preparation;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.corpus.PrepareSpec;
import io.nocturne.dataset.SplitSpec.By;
import io.nocturne.evaluate.EvaluateJob.Baselines;
import io.nocturne.evaluate.reproduction.ReproduceJob;
import io.nocturne.evaluate.reproduction.Reproducer.ReproduceListener;
import io.nocturne.evaluate.reproduction.Reproduction;
import io.nocturne.evaluate.reproduction.StudyPlan;
import io.nocturne.evaluate.reproduction.StudyPlan.Ablation;
import io.nocturne.evaluate.reproduction.StudyPlan.Trial;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampler;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.DerivedFiles;
import io.nocturne.io.file.Folders;
import io.nocturne.io.html.Report;
import io.nocturne.model.Targets;
import io.nocturne.token.Tokenizer;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Runs the published study again. */
final class ReproduceCommand implements Command {
  private static final Setting<Path> OUT =
      Setting.required(
          "out",
          ValueType.path("DIR"),
          "folder for the page, the figures, the corpus and the runs; an existing one is resumed");
  private static final Setting<Integer> SEEDS =
      Setting.of(
          "seeds",
          ValueType.wholeNumber(1, 1000),
          1,
          "number of trainings of each, with consecutive seeds from --seed on; with 2 or more,"
              + " results have intervals");
  private static final Setting<Optional<List<Ablation>>> ABLATE =
      Setting.optional(
          "ablate",
          ValueType.choices("LIST", Ablation.class),
          "none",
          "also vary, one at a time: directions, layers, units, dropout; with held-out pieces, and"
              + " the note after the window as target");

  /** The settings that each reading sets itself. */
  private static final Map<String, Object> SET_BY_READINGS =
      Map.of("targets", Targets.LAST, "split", By.PIECE);

  private static final Preset QUICK =
      new Preset(
          "quick",
          "a small network and every fourth window, in less than ten minutes on two cores",
          Map.of("embedding", "32", "units", "64", "stride", "4", "epochs", "6"));

  private static final int SAMPLES = 2;
  private static final int SAMPLE_NOTES = 200;

  private static final String PAGE = "index.html";
  private static final String FIGURES = "reproduction.json";

  @Override
  public String name() {
    return "reproduce";
  }

  @Override
  public String summary() {
    return "run the published study again, in the readings its text allows";
  }

  @Override
  public String description() {
    return "Trains the study's network four times: with the note after the window as target, and"
        + " with the next note at each position; with windows held out for validation, and"
        + " with whole pieces. Then writes index.html and reproduction.json: the study's"
        + " Table 1 beside the measured values, which of them are prediction and which"
        + " copying, curves, samples. Ctrl-C saves and stops; the same command resumes.";
  }

  @Override
  public Syntax syntax() {
    return TrainSettings.addTo(
        Syntax.of(Operands.some("MIDI_OR_DIR", "MIDI files, and folders to search recursively"))
            .with("Options", OUT, SEEDS, ABLATE),
        SET_BY_READINGS.keySet(),
        TrainPresets.PAPER,
        QUICK);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "a first look, in less than ten minutes",
            "reproduce chopin --out study --preset quick"),
        new Example("the study's own size", "reproduce chopin --out study"),
        new Example(
            "does reading backwards help?",
            "reproduce chopin --out study --preset quick --ablate directions --seeds 3"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Console console = invocation.console();
    Path out = invocation.value(OUT);
    Folders.requireWritable(out);
    TrainSpec base = TrainSettings.spec(invocation.settings(), SET_BY_READINGS);
    DeviceOption.check(console, base.session());
    StudyPlan study = study(invocation, base);
    DerivedFiles.requireOwn(out.resolve(PAGE), out.resolve(FIGURES));
    Path folder = out.resolve("corpus");
    Optional<Reproduction> reproduction;
    try (Corpus corpus = corpus(invocation, folder);
        Interruption interruption = new Interruption()) {
      ReproduceJob job =
          new ReproduceJob(
              out,
              folder.toString(),
              corpus,
              study,
              invocation.settings().fill(TensorBoardSpec.class),
              new GenerateSpec(SAMPLE_NOTES, SAMPLES, base.fit().seed(), Sampler.ofTemperature(1)),
              Baselines.DEFAULT_ORDER,
              interruption);
      reproduction = Nocturne.reproduce(job, new StudyConsole(console, interruption));
      if (reproduction.isEmpty()) {
        // Once the interruption is closed the process ends.
        console.note("stopped and saved; the same command resumes");
        return Exit.INTERRUPTED;
      }
    }
    write(console, out, reproduction.get());
    return Exit.DONE;
  }

  private static StudyPlan study(Invocation invocation, TrainSpec base) {
    try {
      return new StudyPlan(
          base, invocation.value(SEEDS), new TreeSet<>(invocation.value(ABLATE).orElse(List.of())));
    } catch (IllegalArgumentException e) {
      throw new UsageException("reproduce: " + e.getMessage());
    }
  }

  /** Returns the corpus of the files, which must equal that of an earlier call if there was one. */
  private static Corpus corpus(Invocation invocation, Path folder) throws IOException {
    PreparedCorpus prepared =
        Preparation.prepare(PrepareSpec.of(invocation.paths()), PrepareListener.NONE);
    if (!CorpusFolder.isCorpus(folder)) {
      CorpusFolder.write(folder, prepared.corpus(), prepared.report(), prepared.files());
      Tokenizer tokenizer = prepared.corpus().tokenizer();
      invocation.console().print(new PrepareSummary(prepared.report(), tokenizer, folder).lines());
      return prepared.corpus();
    }
    CorpusFolder.deleteWork(folder);
    Corpus existing = CorpusFolder.read(folder);
    if (!existing.fingerprint().equals(prepared.corpus().fingerprint())) {
      existing.close();
      throw new UserIOException(
          "%s: was begun with other music (%s) than these files (%s); name the same files, or another --out"
              .formatted(folder, size(existing), size(prepared.corpus())));
    }
    return existing;
  }

  private static String size(Corpus corpus) {
    return TextWidth.count(corpus.pieces().size(), "piece", "pieces")
        + ", "
        + TextWidth.count(corpus.tokenCount(), "note", "notes");
  }

  private static void write(Console console, Path out, Reproduction reproduction)
      throws IOException {
    Report report = reproduction.toReport();
    // The page is written first, since it identifies the figures if the process ends between the
    // two.
    Path page = out.resolve(PAGE);
    AtomicFile.write(page, report.html().getBytes(StandardCharsets.UTF_8));
    Path json = out.resolve(FIGURES);
    AtomicFile.write(json, reproduction.toJson());
    console.print(new ReproductionText(report).lines());
    console.print(page + ", " + json.getFileName());
  }

  /** Prints the progress on the console. */
  private record StudyConsole(Console console, Interruption interruption)
      implements ReproduceListener {
    @Override
    public Callback trainingStarted(Trial trial, int number, int trials, TrainJob job) {
      console.print(heading(trial, number, trials));
      return new TrainingConsole(console, job);
    }

    @Override
    public void trainingSkipped(Trial trial, int number, int trials) {
      console.print(heading(trial, number, trials) + ": trained already");
    }

    @Override
    public void measuringStarted(Trial trial, int number, int trials) {
      interruption.close(); // Everything is saved, so Ctrl-C need not wait.
      console.note(heading(trial, number, trials) + ": measuring");
    }

    private static String heading(Trial trial, int number, int trials) {
      return "[%d/%d] %s".formatted(number, trials, trial.run());
    }
  }
}
