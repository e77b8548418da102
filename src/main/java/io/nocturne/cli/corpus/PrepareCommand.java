package io.nocturne.cli.corpus;

import io.nocturne.Nocturne;
import io.nocturne.base.Labels;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Interruption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.PreprocessingOptions;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Console.ProgressDisplay;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.BlockReader.BlockReaderFactory;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.Exclusion;
import io.nocturne.corpus.Preparation;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PrepareStage;
import io.nocturne.corpus.Preparation.PreparedFolder;
import io.nocturne.corpus.PrepareSpec;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Turns files of music into a corpus. */
final class PrepareCommand implements Command {

  private static final Setting<Path> OUT =
      Setting.required("out", ValueType.path("DIR"), "folder to write; a corpus in it is replaced");
  private static final Setting<Optional<Exclusion>> EXCLUDE =
      Setting.optional(
          "exclude",
          new ValueType<>(
              "GLOB,...",
              "patterns with commas between, such as '*.xml,drums/**'",
              text -> ValueType.parsed(Exclusion::parse, text),
              Exclusion::label),
          "none",
          "leave out files whose name, or path below the folder or archive given, matches");
  private static final Setting<Optional<Integer>> THREADS =
      Setting.optional(
          "threads", ValueType.wholeNumber(1, 1024), "all cores", "files read in parallel");
  private static final Setting<Integer> SHARDS =
      Setting.of(
          "shards",
          ValueType.wholeNumber(1, PrepareSpec.MAX_SHARDS),
          1,
          "files to write the corpus to");

  private final Optional<BlockReaderFactory> readers;

  /**
   * Creates the command.
   *
   * @param readers of files; empty for threads of this process
   */
  PrepareCommand(Optional<BlockReaderFactory> readers) {
    this.readers = readers;
  }

  @Override
  public String name() {
    return "prepare";
  }

  @Override
  public String summary() {
    return "turn MIDI files and scores into a corpus to train on";
  }

  @Override
  public String description() {
    return "Reads the MIDI and MusicXML files given, and those in the folders and archives given."
        + " Of a damaged"
        + " file, the notes before the damage are used; files that cannot be read and files"
        + " with the same notes as another are left out. The first 100 of these are listed at the"
        + " end, all in report.json. An interrupted call resumes when it is given again.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(
            Operands.some(
                "MIDI_OR_DIR",
                "MIDI and MusicXML files, and folders, .zip, .tar and .tar.gz archives to search"
                    + " recursively; or embedded, the pieces that come with nocturne"))
        .with("Options", options())
        .with("Music", PreprocessingOptions.ofCorpus())
        .with("Groups", GroupOptions.all())
        .with("Tokens", TokenOptions.all());
  }

  private Setting<?>[] options() {
    List<Setting<?>> options = new ArrayList<>(List.of(OUT, EXCLUDE, PreprocessingOptions.STRICT));
    if (readers.isEmpty()) {
      options.add(THREADS);
    }
    options.add(SHARDS);
    return options.toArray(new Setting<?>[0]);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("a folder of MIDI files", "prepare midi --out corpus"),
        new Example(
            "an archive, without the scores in it",
            "prepare asap.zip --exclude '*.xml,**/midi_score.mid' --out corpus"),
        new Example(
            "two files, with the sustain pedal",
            "prepare nocturne-1.mid waltz-2.mid --pedal --out corpus"),
        new Example(
            "with rhythm, harmony and dynamics", "prepare midi --tokens event --out corpus"),
        new Example(
            "the same in one key, without dynamics: easier to learn from few pieces",
            "prepare midi --tokens event --velocities none --transpose c --out corpus"),
        new Example(
            "performances, with the sustain pedal",
            "prepare performances --tokens performance --pedal-tokens --out corpus"),
        new Example(
            "recorded sessions, without silences of more than about four seconds",
            "prepare sessions --tokens event --max-silence 4 --out corpus"),
        new Example(
            "performances of the same works, in a folder each",
            "prepare performances --groups folder --out corpus"),
        new Example(
            "chords, all pieces in one key",
            "prepare midi --tokens chord --min-count 2 --transpose c --out corpus"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path out = invocation.value(OUT);
    CorpusFolder.requireWritable(out); // Reported before hours of reading, not after.
    Console console = invocation.console();
    PrepareSpec spec = spec(invocation);
    Optional<PreparedFolder> finished = prepare(spec, out, console);
    if (finished.isEmpty()) {
      return Exit.INTERRUPTED;
    }
    PreparedFolder prepared = finished.get();
    console.print(new PrepareSummary(prepared.report(), prepared.tokenizer(), out).lines());
    new PerformanceAdvice(prepared).print(console);
    if (isEquallyLoud(prepared)) {
      console.note("all notes have the same velocity: --velocities none saves one token per note");
    }
    return Exit.DONE;
  }

  /** Returns the corpus, or empty if it was interrupted. */
  private Optional<PreparedFolder> prepare(PrepareSpec spec, Path out, Console console)
      throws IOException {
    try (Interruption interruption = new Interruption()) {
      try (StageProgress progress = new StageProgress(console, interruption)) {
        return Optional.of(
            readers.isPresent()
                ? Preparation.prepare(spec, out, progress, readers.get())
                : Nocturne.prepare(spec, out, progress));
      } catch (IOException | RuntimeException e) {
        // A cancellation, or a failure as what reads the files was stopped first.
        if (!interruption.getAsBoolean()) {
          throw e;
        }
        // Once the interruption is closed the process ends.
        console.note("stopped; the same command resumes");
        return Optional.empty();
      }
    }
  }

  /** Returns whether all notes have one velocity, and yet each a token for it. */
  private static boolean isEquallyLoud(PreparedFolder prepared) {
    Tokenizer tokenizer = prepared.tokenizer();
    List<Long> counts = prepared.tokenCounts();
    long[] velocities =
        IntStream.range(0, counts.size())
            .filter(id -> counts.get(id) > 0 && tokenizer.type(id).equals("Velocity"))
            .mapToLong(counts::get)
            .toArray();
    return velocities.length == 1 && velocities[0] > prepared.report().pieces();
  }

  private PrepareSpec spec(Invocation invocation) throws IOException {
    TokenizerFitter fitter = TokenOptions.fitter(invocation);
    return new PrepareSpec(
        invocation.paths(),
        invocation.value(EXCLUDE).orElse(Exclusion.NONE),
        fitter,
        PreprocessingOptions.corpus(invocation, fitter.unfitted()),
        GroupOptions.rule(invocation),
        PreprocessingOptions.reading(invocation),
        readers.isPresent()
            ? 1 // And it reads nothing.
            : invocation.value(THREADS).orElseGet(Runtime.getRuntime()::availableProcessors),
        invocation.value(SHARDS));
  }

  /** Shows the number of files of each stage that are done, and stops when asked to. */
  private static final class StageProgress implements PrepareListener, AutoCloseable {
    private final Console console;
    private final BooleanSupplier interruption;
    private Optional<PrepareStage> stage = Optional.empty();
    private Optional<ProgressDisplay> progress = Optional.empty();

    StageProgress(Console console, BooleanSupplier interruption) {
      this.console = console;
      this.interruption = interruption;
    }

    @Override
    public void progressed(PrepareStage current, long done, OptionalLong total) {
      if (interruption.getAsBoolean()) {
        throw new CancellationException();
      }
      if (!stage.equals(Optional.of(current))) {
        close();
        stage = Optional.of(current);
        progress = Optional.of(console.progress(Labels.of(current), total, "files"));
      }
      progress.get().update(done);
    }

    @Override
    public void close() {
      progress.ifPresent(ProgressDisplay::close);
    }
  }
}
