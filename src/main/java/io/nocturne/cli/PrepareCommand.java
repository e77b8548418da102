package io.nocturne.cli;

import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Progress;
import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.FileReport;
import io.nocturne.corpus.Preparation;
import io.nocturne.corpus.PrepareListener;
import io.nocturne.corpus.PrepareSpec;
import io.nocturne.corpus.Prepared;
import io.nocturne.token.OutsideNotes;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** MIDI files to a corpus. */
final class PrepareCommand implements Command {

  private static final Setting<Path> OUT =
      Setting.required("out", ValueType.path("DIR"), "folder to write; a corpus in it is replaced");
  private static final Setting<String> TOKENS =
      Setting.of(
          "tokens",
          ValueType.choice("NAME", Tokenizer.names()),
          PitchTokenizer.NAME,
          "how notes are written as tokens");
  private static final Setting<Boolean> FOLD_OCTAVES =
      Setting.flag(
          "fold-octaves", "move notes outside the piano's keys by octaves, do not leave them out");
  private static final Setting<Optional<Integer>> THREADS =
      Setting.optional(
          "threads", ValueType.wholeNumber(1, 1024), "all cores", "files read at once");

  @Override
  public String name() {
    return "prepare";
  }

  @Override
  public String summary() {
    return "turn MIDI files into a corpus to train on";
  }

  @Override
  public String description() {
    return "Reads every MIDI file given or found in a folder given. A damaged file gives the notes"
        + " before the damage; one that cannot be read, and one that repeats another's notes, is"
        + " left out. All such files are listed at the end and in report.json.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(
            Operands.some(
                "MIDI_OR_DIR", "MIDI files, and folders to search for them to the bottom"))
        .with("Options", OUT, TOKENS, FOLD_OCTAVES, Reading.PEDAL, Reading.STRICT, THREADS);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("a folder of MIDI files", "prepare midi --out corpus"),
        new Example(
            "two files, the pedal heard",
            "prepare nocturne-1.mid waltz-2.mid --pedal --out corpus"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path out = invocation.value(OUT);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      // Said before hours of reading, not after.
      throw new NotDirectoryException(out.toString());
    }
    Console console = invocation.console();
    Prepared prepared;
    try (ReadingProgress progress = new ReadingProgress(console)) {
      prepared = Preparation.prepare(spec(invocation), progress);
    }
    CorpusFolder.write(out, prepared.corpus(), prepared.report());
    console.print(new PrepareSummary(prepared.report(), out).lines());
    return Exit.DONE;
  }

  private static PrepareSpec spec(Invocation invocation) {
    return new PrepareSpec(
        invocation.paths(),
        tokenizer(invocation),
        Reading.options(invocation),
        invocation.value(THREADS).orElseGet(Runtime.getRuntime()::availableProcessors));
  }

  private static Tokenizer tokenizer(Invocation invocation) {
    return invocation.value(FOLD_OCTAVES)
        ? PitchTokenizer.piano(OutsideNotes.FOLD_OCTAVES)
        : Tokenizer.named(invocation.value(TOKENS));
  }

  /** Shows how many files are read; how many there are is known with the first. */
  private static final class ReadingProgress implements PrepareListener, AutoCloseable {
    private final Console console;
    private Optional<Progress> progress = Optional.empty();

    ReadingProgress(Console console) {
      this.console = console;
    }

    @Override
    public void onFile(int done, int total, FileReport report) {
      if (progress.isEmpty()) {
        progress = Optional.of(console.progress("reading", total, "files"));
      }
      progress.get().update(done);
    }

    @Override
    public void close() {
      progress.ifPresent(Progress::close);
    }
  }
}
