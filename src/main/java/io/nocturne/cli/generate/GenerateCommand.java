package io.nocturne.cli.generate;

import io.nocturne.Nocturne;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.ProgressDisplay;
import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.ContinuedPiece;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.compose.NoteChoice;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.originality.Originality;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.Tokenizer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/** New music from a trained run. */
public final class GenerateCommand implements Command {
  static final Setting<Integer> LENGTH =
      Setting.of(
          "length",
          ValueType.wholeNumber(1, 1_000_000),
          200,
          "new tokens in each piece, with the default tokens a note each; the most, where pieces"
              + " end by themselves");
  static final Setting<Integer> COUNT =
      Setting.of("count", ValueType.wholeNumber(1, 1_000_000), 1, "pieces");
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
    return "make new music with a trained run";
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
        .with(
            "Choice of notes, in the order in which it is made",
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
            "from the opening of a file, the likeliest note each time",
            "generate --run paper --out go-on.mid --primer ballade.mid --primer-notes 40"
                + " --temperature 0"),
        new Example(
            "a file, and a continuation in its own key",
            "generate --run paper --out longer.mid --continue ballade.mid --scale auto --min-p"
                + " 0.05"),
        new Example(
            "a song of four sections, of which three are one",
            "generate --run events --out song.mid --form AABA --top-p 0.95"),
        new Example(
            "a hundred pieces, and a page to see and hear them on",
            "generate --run paper --out batch/piece.mid --count 100 --index"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Console console = invocation.console();
    NoteChoice choice = FormOptions.formed(invocation, SamplingOptions.choice(invocation));
    PrimerOptions.check(invocation);
    OutputPlan output = OutputOptions.plan(invocation);
    RunFolder run = RunFolder.open(RunPaths.run(invocation, invocation.value(RunPaths.RUN)));
    TimingOptions.check(invocation, run.tokenizer());
    Optional<Piece> primer = PrimerOptions.primer(invocation);
    Optional<CorpusNotes> corpus = CopyOptions.corpus(invocation, run);
    GenerateJob job = job(invocation, run, primer, choice(invocation, choice, corpus));
    LimitOptions.tellKey(invocation, primer);
    PrimerOptions.warn(console, run, primer);
    DeviceOption.check(console, SessionSettings.defaults().on(job.device()));
    List<Piece> pieces;
    long tokens = (long) job.spec().length() * job.spec().count();
    try (ProgressDisplay progress = console.progress("generating", tokens, "tokens")) {
      pieces = Nocturne.generate(job, (done, all) -> progress.update(done));
    }
    PieceFiles files = new PieceFiles(output, console, pieces);
    try {
      files.write(run.name(), settings(invocation, job));
    } catch (IOException | RuntimeException | ExecutionException e) {
      tellSeed(console, job); // With it the pieces can be made again.
      throw e;
    }
    int known = known(job, run.tokenizer());
    tell(invocation, files, pieces, known);
    for (int i = 0; i < pieces.size() && corpus.isPresent(); i++) {
      Originality originality = corpus.get().of(newPitches(pieces.get(i), known));
      console.print(files.file(i) + ": " + originality.sentence());
    }
    tellSeed(console, job);
    if (invocation.value(OutputOptions.PLAY)) {
      files.play();
    }
    return Exit.DONE;
  }

  private static void tellSeed(Console console, GenerateJob job) {
    if (job.choice().beams().isEmpty()) {
      console.note("seed " + job.spec().seed());
    }
  }

  private static NoteChoice choice(
      Invocation invocation, NoteChoice choice, Optional<CorpusNotes> corpus) {
    return invocation
        .value(CopyOptions.NO_COPY)
        .map(most -> choice.copying(new NoteChoice.Copying(most, corpus.orElseThrow())))
        .orElse(choice);
  }

  /** How many notes of a piece are the primer's, which come first. */
  private static int known(GenerateJob job, Tokenizer tokenizer) {
    if (job.primer().isEmpty()) {
      return 0;
    }
    Piece primer = job.primer().get();
    return switch (job.output()) {
      case CONTINUATION -> 0;
      case PRIMER_AND_CONTINUATION ->
          tokenizer.decode("primer", tokenizer.promptIds(primer), job.timing()).noteCount();
      case CONTINUED_PIECE -> primer.noteCount();
    };
  }

  private static int[] newPitches(Piece piece, int known) {
    return piece.notes().stream().skip(known).mapToInt(Note::pitch).toArray();
  }

  private static GenerateJob job(
      Invocation invocation, RunFolder run, Optional<Piece> primer, NoteChoice choice) {
    boolean continued = invocation.value(PrimerOptions.CONTINUE).isPresent();
    Output output =
        invocation.value(INCLUDE_PRIMER) ? Output.PRIMER_AND_CONTINUATION : Output.CONTINUATION;
    return new GenerateJob(
        run.path(),
        primer,
        new GenerateSpec(
            FormOptions.length(invocation, choice, run.tokenizer()),
            invocation.value(COUNT),
            invocation.value(SEED).orElseGet(() -> new SplittableRandom().nextLong()),
            SamplingOptions.sampler(invocation)),
        choice,
        continued
            ? TimingOptions.timing(invocation, new ContinuedPiece(primer.orElseThrow()))
            : TimingOptions.timing(invocation),
        continued ? Output.CONTINUED_PIECE : output,
        invocation.value(DeviceOption.DEVICE));
  }

  /** How the pieces came to be, for the page that shows them. */
  private Map<String, String> settings(Invocation invocation, GenerateJob job) {
    Map<String, String> settings = OutputOptions.settings(invocation, syntax());
    if (job.choice().beams().isEmpty()) {
      settings.put("seed", Long.toString(job.spec().seed()));
    }
    return settings;
  }

  /** What a listener should know of each piece. */
  private static void tell(Invocation invocation, PieceFiles files, List<Piece> pieces, int known) {
    LoopNotice loops = new LoopNotice(invocation);
    SilenceNotice silences = new SilenceNotice();
    for (int i = 0; i < pieces.size(); i++) {
      loops.of(files.file(i), pieces.get(i)).ifPresent(invocation.console()::warn);
      silences.add(files.file(i), pieces.get(i), known);
    }
    silences.lines().forEach(invocation.console()::warn);
  }
}
