package io.nocturne.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.nocturne.Nocturne;
import io.nocturne.base.Labels;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.PreprocessingOptions;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.compose.NoteChoice;
import io.nocturne.corpus.Corpus;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.EvaluationJson;
import io.nocturne.evaluate.page.EvaluationReport;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings.Reference;
import io.nocturne.evaluate.page.EvaluationReport.NetworkFindings;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampler;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.DerivedFiles;
import io.nocturne.io.file.Folders;
import io.nocturne.io.html.Report;
import io.nocturne.memory.FittedMemory;
import io.nocturne.model.LayerSummary;
import io.nocturne.model.ModelSpec;
import io.nocturne.music.Piece;
import io.nocturne.token.EvenTiming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page of an evaluation. */
final class EvaluationPage {
  static final Setting<Optional<Path>> REPORT =
      Setting.optional(
          "report",
          ValueType.path("DIR"),
          "none",
          "write a page with figures, pictures and sound: index.html in this folder, beside its"
              + " figures as JSON");
  static final Setting<Integer> SAMPLES =
      Setting.of(
          "samples",
          ValueType.wholeNumber(0, 1000),
          8,
          "pieces to generate for the page, without --music");
  static final Setting<Long> SEED =
      Setting.of(
          "seed",
          ValueType.bigNumber(Long.MIN_VALUE, Long.MAX_VALUE),
          1L,
          "random seed of these pieces");

  /** The tokens of a sample: with event tokens about 150 notes, half a minute. */
  private static final int SAMPLE_TOKENS = 512;

  private static final double SAMPLE_TEMPERATURE = 1;
  private static final NoteChoice WITHOUT_MEMORY = NoteChoice.FREE.withMemory(0);

  private static final String FIGURES = "figures.json";
  private static final String MUSIC_FIGURES = "music.json";

  private final Invocation invocation;

  EvaluationPage(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Requires, before anything is measured, that the page replaces no file of another program. */
  static void requireOwn(Invocation invocation) throws IOException {
    Optional<Path> folder = invocation.value(REPORT);
    if (folder.isPresent()) {
      DerivedFiles.requireOwn(
          folder.get().resolve("index.html"),
          folder.get().resolve(FIGURES),
          folder.get().resolve(MUSIC_FIGURES));
    }
  }

  /** Writes the page of some music. */
  void write(Path folder, MusicFindings music) throws IOException {
    write(folder, EvaluationReport.of(music));
    new MusicEvaluation(music).write(folder.resolve(FIGURES));
  }

  /**
   * Writes the page of a run, with the music of {@code --music}, or that the run generates.
   *
   * @param corpus the corpus that the run was trained on, if it is available
   */
  void write(Path folder, RunFolder run, Path data, Evaluation evaluation, Optional<Corpus> corpus)
      throws IOException {
    List<EpochLog> epochs =
        run.checkpoints().progress().map(TrainingProgress::epochs).orElse(List.of());
    NetworkFindings network =
        new NetworkFindings(MusicReading.shown(data), shownFacts(run), epochs, evaluation);
    Optional<MusicFindings> music = music(run, corpus);
    write(
        folder,
        music
            .map(pieces -> EvaluationReport.of(run.name(), network, pieces))
            .orElseGet(() -> EvaluationReport.of(run.name(), network)));
    AtomicFile.write(folder.resolve(FIGURES), EvaluationJson.bytes(evaluation));
    if (music.isPresent()) {
      new MusicEvaluation(music.get()).write(folder.resolve(MUSIC_FIGURES));
    }
  }

  private void write(Path folder, Report report) throws IOException {
    Folders.make(folder);
    Path page = folder.resolve("index.html");
    AtomicFile.write(page, report.html().getBytes(StandardCharsets.UTF_8));
    invocation.console().print(page + ": " + report.title());
  }

  private Optional<MusicFindings> music(RunFolder run, Optional<Corpus> corpus) throws IOException {
    MusicReading reading =
        new MusicReading(
            invocation.console(), Optional.of(PreprocessingOptions.of(invocation, run)));
    Optional<Path> named = invocation.value(MusicEvaluation.MUSIC);
    Optional<Path> against = invocation.value(MusicEvaluation.AGAINST);
    if (named.isPresent()) {
      return Optional.of(reading.findings(named.get(), against));
    }
    int samples = invocation.value(SAMPLES);
    if (samples == 0) {
      return Optional.empty();
    }
    List<Piece> pieces = samples(run, samples, NoteChoice.FREE);
    Optional<Reference> reference = Optional.empty();
    if (against.isPresent()) {
      reference = Optional.of(reading.reference(pieces, against.get()));
    } else if (corpus.isPresent()) {
      reference = Optional.of(reading.reference(pieces, "corpus", corpus.get()));
    }
    MusicFindings findings = MusicReading.findings(pieces, run.tokenizer(), reference);
    return Optional.of(
        usesMemory(run) ? findings.besides(samples(run, samples, WITHOUT_MEMORY)) : findings);
  }

  /** Returns whether pieces are generated with a memory unless one asks for them without. */
  private static boolean usesMemory(RunFolder run) throws IOException {
    return run.checkpoints().memory().filter(FittedMemory::improves).isPresent();
  }

  private List<Piece> samples(RunFolder run, int count, NoteChoice choice) throws IOException {
    GenerateJob job =
        new GenerateJob(
            run,
            Optional.empty(),
            new GenerateSpec(
                SAMPLE_TOKENS,
                count,
                invocation.value(SEED),
                Sampler.ofTemperature(SAMPLE_TEMPERATURE)),
            EvenTiming.DEFAULT.at(run.info().tempo()),
            Output.CONTINUATION);
    try (var progress =
        invocation.console().progress("generating", (long) SAMPLE_TOKENS * count, "tokens")) {
      return Nocturne.generate(
          job.with(choice).on(invocation.value(DeviceOption.DEVICE)),
          (done, all) -> progress.update(done));
    }
  }

  /** Returns the facts that a reader needs to reproduce the page. */
  private Map<String, String> shownFacts(RunFolder run) {
    Map<String, String> facts = facts(run);
    facts.put("measured by", "nocturne " + Nocturne.version());
    int samples = invocation.value(SAMPLES);
    if (samples > 0 && invocation.value(MusicEvaluation.MUSIC).isEmpty()) {
      facts.put(
          "generated",
          "%d of %d tokens, temperature %s, seed %d"
              .formatted(samples, SAMPLE_TOKENS, SAMPLE_TEMPERATURE, invocation.value(SEED)));
    }
    return facts;
  }

  private static Map<String, String> facts(RunFolder run) {
    RunInfo info = run.info();
    ModelSpec model = run.model();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("begun", info.created());
    facts.put(
        "trained by", "nocturne %s, TensorFlow %s".formatted(info.nocturne(), info.tensorflow()));
    info.corpus()
        .ifPresent(
            corpus ->
                facts.put(
                    "corpus",
                    "%s, %s, %s"
                        .formatted(
                            corpus.path(),
                            TextWidth.count(corpus.pieces(), "piece", "pieces"),
                            TextWidth.count(corpus.tokens(), "token", "tokens"))));
    JsonNode seed = info.config().path("fit").path("seed");
    if (!seed.isMissingNode()) {
      facts.put("seed", seed.asText());
    }
    facts.put("tokens", run.tokenizer().label());
    facts.put(
        "network",
        String.format(
            Locale.ROOT,
            "embedding %d, %d layers of %s units, directions %s, targets %s, window %d, %,d"
                + " weights",
            model.embedding(),
            model.layers(),
            model.unitsText(),
            lower(model.directions()),
            lower(model.targets()),
            model.window(),
            LayerSummary.weights(model, run.tokenIds())));
    return facts;
  }

  private static String lower(Enum<?> value) {
    return Labels.of(value);
  }
}
