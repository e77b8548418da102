package io.nocturne.cli;

import io.nocturne.ContinuedPiece;
import io.nocturne.GenerateJob;
import io.nocturne.GenerateJob.Output;
import io.nocturne.Nocturne;
import io.nocturne.NoteChoice;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Progress;
import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Piece;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** New music from a trained run. */
final class GenerateCommand implements Command {
  private static final Setting<Path> OUT =
      Setting.required(
          "out",
          ValueType.path("FILE.mid"),
          "MIDI file to write; several are numbered FILE-1.mid, FILE-2.mid");
  static final Setting<Integer> LENGTH =
      Setting.of(
          "length",
          ValueType.wholeNumber(1, 1_000_000),
          200,
          "new tokens in each piece, with the default tokens a note each; the most, where pieces"
              + " end by themselves");
  static final Setting<Integer> COUNT =
      Setting.of("count", ValueType.wholeNumber(1, 1_000_000), 1, "pieces");
  static final Setting<Optional<Long>> SEED =
      Setting.optional(
          "seed",
          ValueType.bigNumber(Long.MIN_VALUE, Long.MAX_VALUE),
          "a new one each time, told",
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
    return "Goes on from a primer, or from nothing, one note at a time. Piece k depends on the seed"
        + " and on k alone. The default tokens are pitches without rhythm, so the notes are evenly"
        + " spaced.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Run", Places.RUN, Places.CHECKPOINTS)
        .with(
            "Music",
            OUT,
            LENGTH,
            SamplingOptions.MIN_LENGTH,
            COUNT,
            PrimerOptions.PRIMER,
            PrimerOptions.NOTES,
            INCLUDE_PRIMER,
            PrimerOptions.CONTINUE)
        .with(
            "Choice of notes, in the order in which it is made",
            SamplingOptions.REPETITION_PENALTY,
            SamplingOptions.REPETITION_WINDOW,
            SamplingOptions.NO_REPEAT_NGRAM,
            LimitOptions.SCALE,
            LimitOptions.CHROMATIC,
            LimitOptions.RANGE_OF_PITCHES,
            LimitOptions.MAX_POLYPHONY,
            SamplingOptions.TEMPERATURE,
            SamplingOptions.TOP_K,
            SamplingOptions.TOP_P,
            SamplingOptions.MIN_P,
            SEED,
            SamplingOptions.BEAM)
        .with("Rhythm", TimingOptions.NOTE_LENGTH, TimingOptions.TEMPO)
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
            "a file, and how it might go on in its own key",
            "generate --run paper --out longer.mid --continue ballade.mid --scale auto --min-p"
                + " 0.05"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Console console = invocation.console();
    NoteChoice choice = SamplingOptions.choice(invocation);
    PrimerOptions.check(invocation);
    requireFolder(invocation.value(OUT));
    RunFolder run = RunFolder.open(Places.run(invocation, invocation.value(Places.RUN)));
    TimingOptions.check(invocation, run.tokenizer());
    Optional<Piece> primer = PrimerOptions.primer(invocation);
    GenerateJob job = job(invocation, run.path(), primer).choosing(choice);
    LimitOptions.tellKey(invocation, primer);
    DeviceOption.check(console, SessionSettings.defaults().on(job.device()));
    List<Piece> pieces;
    long tokens = (long) job.spec().length() * job.spec().count();
    try (Progress progress = console.progress("generating", tokens, "notes")) {
      pieces = Nocturne.generate(job, (done, all) -> progress.update(done));
    }
    PrimerOptions.warn(console, run, primer);
    write(invocation, pieces);
    if (job.choice().beams().isEmpty()) {
      console.note("seed " + job.spec().seed());
    }
    return Exit.DONE;
  }

  private static GenerateJob job(Invocation invocation, Path run, Optional<Piece> primer) {
    boolean continued = invocation.value(PrimerOptions.CONTINUE).isPresent();
    Output output =
        invocation.value(INCLUDE_PRIMER) ? Output.PRIMER_AND_CONTINUATION : Output.CONTINUATION;
    return new GenerateJob(
        run,
        primer,
        new GenerateSpec(
            invocation.value(LENGTH),
            invocation.value(COUNT),
            invocation.value(SEED).orElseGet(() -> new SplittableRandom().nextLong()),
            SamplingOptions.sampler(invocation)),
        NoteChoice.FREE,
        continued
            ? TimingOptions.timing(invocation, new ContinuedPiece(primer.orElseThrow()))
            : TimingOptions.timing(invocation),
        continued ? Output.CONTINUED_PIECE : output,
        invocation.value(DeviceOption.DEVICE));
  }

  /** Said before the work, not after. */
  private static void requireFolder(Path out) throws IOException {
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(
          "--out " + out + ": there is no folder " + folder + "; make it, or name another");
    }
    if (Files.isDirectory(out)) {
      throw new IOException(
          "--out " + out + ": is a folder; name a file, such as " + out.resolve("piece.mid"));
    }
  }

  private static void write(Invocation invocation, List<Piece> pieces) throws IOException {
    Console console = invocation.console();
    Path out = invocation.value(OUT);
    LoopNotice notice = new LoopNotice(invocation);
    for (int i = 0; i < pieces.size(); i++) {
      Path file = pieces.size() == 1 ? out : numbered(out, i + 1);
      MidiWriter.write(pieces.get(i), 1, file);
      console.print(String.format(Locale.ROOT, "%s: %,d notes", file, pieces.get(i).noteCount()));
      notice.of(file, pieces.get(i)).ifPresent(console::warn);
    }
  }

  /** {@code melody.mid} as {@code melody-3.mid}. */
  private static Path numbered(Path file, int number) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String numbered =
        dot <= 0
            ? name + "-" + number
            : name.substring(0, dot) + "-" + number + name.substring(dot);
    return file.resolveSibling(numbered);
  }
}
