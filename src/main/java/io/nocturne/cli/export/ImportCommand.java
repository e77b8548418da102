package io.nocturne.cli.export;

import io.nocturne.Nocturne;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.command.ShellWord;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.export.ImportJob;
import io.nocturne.export.ImportJob.ImportResult;
import io.nocturne.io.file.Folders;
import io.nocturne.model.LayerSummary;
import io.nocturne.token.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Imports a network trained elsewhere as a run. */
final class ImportCommand implements Command {
  private static final Setting<String> OUT =
      Setting.required("out", ValueType.text("RUN"), "name of the new run, or its folder");
  private static final Setting<Optional<Path>> VOCABULARY =
      Setting.optional(
          "vocabulary",
          ValueType.path("FILE"),
          "that of the model, or else piano keys or MIDI pitches",
          "vocabulary.json with the tokens of the ids");
  private static final Setting<Optional<Path>> ARCHITECTURE =
      Setting.optional(
          "architecture",
          ValueType.path("FILE"),
          "that of the model",
          "layers of a file of weights alone: the text of to_json(), or a saved model");
  private static final Setting<Optional<Integer>> WINDOW =
      Setting.optional(
          "window",
          ValueType.wholeNumber(1, 4096),
          "that of the model",
          "tokens per window, for a Keras model with variable input length");

  @Override
  public String name() {
    return "import";
  }

  @Override
  public String summary() {
    return "import a Keras model or a SavedModel as a run";
  }

  @Override
  public String description() {
    return "Imports a model that Keras 3 or Keras 2 saved as FILE.keras or FILE.h5 (Embedding,"
        + " Bidirectional GRUs, Dropout and a Dense layer in sequence), or a SavedModel that"
        + " nocturne or Keras 2 wrote."
        + " The run can generate, be exported, and be trained further with train CORPUS"
        + " --resume.\n\n"
        + "Without a vocabulary, 88 tokens are taken as the piano's keys from A0 on, and 128"
        + " as MIDI pitches.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.one("MODEL", "a .keras or .h5 file, or the folder of a SavedModel"))
        .with("Options", OUT, ARCHITECTURE, VOCABULARY, WINDOW, RunPaths.CHECKPOINTS);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("a model trained with Keras", "import chopin.keras --out chopin"),
        new Example(
            "weights alone", "import chopin.weights.h5 --architecture chopin.json --out chopin"),
        new Example("an exported model", "import graphs/small --out small-again"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path run = RunPaths.run(invocation, OUT.option(), invocation.value(OUT));
    Folders.requireWritable(run.toAbsolutePath().getParent());
    ImportJob job =
        new ImportJob(
            invocation.paths().get(0),
            run,
            invocation.value(ARCHITECTURE),
            invocation.value(VOCABULARY),
            invocation.wholeNumber(WINDOW));
    report(invocation.console(), Nocturne.importModel(job));
    return Exit.DONE;
  }

  private static void report(Console console, ImportResult result) {
    RunFolder run = result.run();
    Vocabulary vocabulary = run.tokenizer().vocabulary();
    console.print(
        String.format(
            Locale.ROOT,
            "%s: %,d weights, windows of %d, %d tokens from %s to %s",
            run.path(),
            LayerSummary.weights(run.model(), run.tokenIds()),
            run.model().window(),
            vocabulary.size(),
            vocabulary.token(0),
            vocabulary.token(vocabulary.size() - 1)));
    result.notes().forEach(console::note);
    String name = ShellWord.of(run.path());
    console.note("next:");
    console.note("  nocturne generate --run " + name + " --out melody.mid");
    console.note("  nocturne train CORPUS --resume --run " + name);
  }
}
