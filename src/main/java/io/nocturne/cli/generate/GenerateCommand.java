package io.nocturne.cli.generate;

import io.nocturne.Nocturne;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.PreprocessingOptions;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Console.ProgressDisplay;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.compose.NoteChoice;
import io.nocturne.compose.Primer;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/** Generates new music with a trained run. */
public final class GenerateCommand implements Command {
  static final Setting<Integer> LENGTH =
      Setting.of(
          "length",
          ValueType.wholeNumber(1, 1_000_000),
          200,
          "new tokens in each piece, fewer if it ends by itself; a default token is a note");
  static final Setting<Integer> COUNT =
      Setting.of("count", ValueType.wholeNumber(1, 1_000_000), 1, "number of pieces");
  public static final Setting<Optional<Long>> SEED =
      Setting.optional(
          "seed",
          ValueType.bigNumber(Long.MIN_VALUE, Long.MAX_VALUE),
          "a new one each time, printed",
          "same seed, same pieces");
  static final Setting<Boolean> INCLUDE_PRIMER =
      Setting.flag("include-primer", "write the primer before the new notes");

  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String summary() {
    return "generate new music with a trained run";
  }

  @Override
  public String description() {
    return "Continues a primer, or starts from nothing, one note at a time. Piece k depends on the"
        + " seed and on k alone. The default tokens are pitches without rhythm, so the notes"
        + " are evenly spaced.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Run", RunPaths.RUN, RunPaths.CHECKPOINTS)
        .with(
            "Music",
            LENGTH,
            SamplingOptions.MIN_LENGTH,
            COUNT,
            PrimerOptions.PRIMER,
            PrimerOptions.NOTES,
            INCLUDE_PRIMER,
            PrimerOptions.CONTINUE,
            FormOptions.FORM,
            FormOptions.SECTION)
        .with("Reading the primer", PreprocessingOptions.ofRun())
        .with(
            "Choice of notes, in the order of its steps",
            SamplingOptions.MEMORY,
            SamplingOptions.CONTEXT,
            SamplingOptions.REPETITION_PENALTY,
            SamplingOptions.REPETITION_WINDOW,
            SamplingOptions.NO_REPEAT_NGRAM,
            LimitOptions.SCALE,
            LimitOptions.CHROMATIC,
            LimitOptions.RANGE_OF_PITCHES,
            LimitOptions.MAX_POLYPHONY,
            CopyOptions.NO_COPY,
            CopyOptions.CORPUS,
            SamplingOptions.TEMPERATURE,
            SamplingOptions.TOP_K,
            SamplingOptions.TOP_P,
            SamplingOptions.MIN_P,
            SEED,
            SamplingOptions.BEAM)
        .with("Rhythm", TimingOptions.NOTE_LENGTH, TimingOptions.TEMPO)
        .with(
            "Output",
            OutputOptions.OUT,
            OutputOptions.FORMATS,
            OutputOptions.PROGRAM,
            OutputOptions.SOUNDFONT,
            OutputOptions.INDEX,
            OutputOptions.PLAY)
        .with("Machine", DeviceOption.DEVICE);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("a piece of 200 notes", "generate --run paper --out piece.mid"),
        new Example(
            "ten continuations of a phrase",
            "generate --run paper --out phrase.mid --count 10 --primer \"C4 E4 G4 C5\""
                + " --include-primer"),
        new Example(
            "from the opening of a file, always with the most likely note",
            "generate --run paper --out continued.mid --primer ballade.mid --primer-notes 40"
                + " --temperature 0"),
        new Example(
            "a file, and a continuation in its own key",
            "generate --run paper --out longer.mid --continue ballade.mid --scale auto --min-p"
                + " 0.05"),
        new Example(
            "a song of four sections, three of them the same",
            "generate --run events --out song.mid --form AABA --top-p 0.95"),
        new Example(
            "a hundred pieces, and a page that shows and plays them",
            "generate --run paper --out batch/piece.mid --count 100 --index"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    GenerateRequest request = read(invocation);
    warn(invocation.console(), request);
    List<Piece> pieces = generate(invocation.console(), request.job());
    PieceFiles files = write(invocation, request, pieces);
    new GenerateReport(invocation, request.job(), request.corpus()).print(files, pieces);
    if (invocation.value(OutputOptions.PLAY)) {
      files.play();
    }
    return Exit.DONE;
  }

  /**
   * Everything that the options ask for.
   *
   * @param job the pieces to generate
   * @param output the files to write
   * @param corpus the notes in which copied passages are looked for, if they can be found
   */
  private record GenerateRequest(
      GenerateJob job, OutputPlan output, Optional<CorpusNotes> corpus) {}

  private static GenerateRequest read(Invocation invocation) throws IOException {
    SamplingOptions.check(invocation);
    LimitOptions.check(invocation);
    FormOptions.check(invocation);
    PrimerOptions.check(invocation);
    OutputPlan output = OutputOptions.plan(invocation);
    RunFolder run = RunFolder.open(RunPaths.run(invocation, invocation.value(RunPaths.RUN)));
    TimingOptions.check(invocation, run.tokenizer());
    Primer primer = PrimerOptions.primer(invocation, run);
    Optional<CorpusNotes> corpus = CopyOptions.corpus(invocation, run);
    NoteChoice choice = SamplingOptions.choice(invocation, corpus);
    GenerateSpec spec =
        new GenerateSpec(
            FormOptions.length(invocation, choice, run.tokenizer()),
            invocation.value(COUNT),
            invocation.value(SEED).orElseGet(() -> new SplittableRandom().nextLong()),
            SamplingOptions.sampler(invocation));
    GenerateJob job =
        new GenerateJob(
            run,
            primer,
            spec,
            choice,
            TimingOptions.timing(invocation, run, primer),
            output(invocation),
            invocation.value(DeviceOption.DEVICE),
            invocation.value(SamplingOptions.CONTEXT));
    return new GenerateRequest(job, output, corpus);
  }

  private static Output output(Invocation invocation) {
    if (invocation.value(PrimerOptions.CONTINUE).isPresent()) {
      return Output.CONTINUED_PIECE;
    }
    return invocation.value(INCLUDE_PRIMER) ? Output.PRIMER_AND_CONTINUATION : Output.CONTINUATION;
  }

  /** Says before the work what the user may want to change, while nothing is lost yet. */
  private static void warn(Console console, GenerateRequest request) throws IOException {
    GenerateJob job = request.job();
    if (request.output().formats().contains(PieceFormat.MUSICXML)
        && job.run().tokenizer().hasSeconds()
        && job.primer().continued().isEmpty()) {
      console.note(
          "%s tokens have no beats: sheet music is written at 120 quarters a minute, in 4/4"
              .formatted(job.run().tokenizer().name()));
    }
    LimitOptions.printKey(console, job);
    PrimerOptions.warn(console, job);
    DeviceOption.check(console, SessionSettings.defaults().on(job.device()));
  }

  private static List<Piece> generate(Console console, GenerateJob job) throws IOException {
    long tokens = (long) job.spec().length() * job.spec().count();
    try (ProgressDisplay progress = console.progress("generating", tokens, "tokens")) {
      return Nocturne.generate(job, (done, all) -> progress.update(done));
    }
  }

  private PieceFiles write(Invocation invocation, GenerateRequest request, List<Piece> pieces)
      throws IOException, ExecutionException, InterruptedException {
    PieceFiles files = new PieceFiles(request.output(), invocation.console(), pieces);
    try {
      files.write(request.job().run().name(), settings(invocation, request.job()));
    } catch (IOException | RuntimeException | ExecutionException e) {
      // The same pieces can be generated again with the seed.
      GenerateReport.printSeed(invocation.console(), request.job());
      throw e;
    }
    return files;
  }

  /** Returns how the pieces were made, for the page that shows them. */
  private Map<String, String> settings(Invocation invocation, GenerateJob job) {
    Map<String, String> settings = OutputOptions.settings(invocation, syntax());
    if (job.choice().beams().isEmpty()) {
      settings.put("seed", Long.toString(job.spec().seed()));
    }
    return settings;
  }
}
