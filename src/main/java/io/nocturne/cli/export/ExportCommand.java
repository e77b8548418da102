package io.nocturne.cli.export;

import io.nocturne.Nocturne;
import io.nocturne.base.UserIOException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.export.ExportFormat;
import io.nocturne.export.keras.KerasFile;
import io.nocturne.export.web.WebPage;
import io.nocturne.io.file.DerivedFiles;
import io.nocturne.io.file.Folders;
import io.nocturne.io.file.PartialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A run to what other programs read. */
final class ExportCommand implements Command {

  /** The format to write. */
  enum Format {
    SAVEDMODEL,
    KERAS,
    GRAPH,
    WEB
  }

  private static final String DIAGRAM_ENDING = ".svg";

  private static final Setting<Format> FORMAT =
      Setting.of(
          "format",
          ValueType.choice("FORMAT", Format.class),
          Format.SAVEDMODEL,
          "savedmodel: a folder; keras: an archive that Keras loads and trains further; graph: a"
              + " frozen GraphDef in one file, with a diagram beside it; web: a folder with a page"
              + " to compose on");
  private static final Setting<Optional<Path>> OUT =
      Setting.optional(
          "out",
          ValueType.path("PATH"),
          "",
          "folder of the SavedModel or page, or file of the Keras archive or graph (default for"
              + " graph: RUN.pb in --graphs)");
  private static final Setting<Optional<Path>> SERVING_ROOT =
      Setting.optional(
          "serving-root",
          ValueType.path("DIR"),
          "",
          "instead of --out: folder of a served model; the SavedModel becomes its next version,"
              + " DIR/1, DIR/2 and so on");
  private static final Setting<Optional<Path>> GRAPHS =
      Setting.optional("graphs", ValueType.path("DIR"), "graphs", "folder for frozen graphs");

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "write a run for other programs, or as a web page";
  }

  @Override
  public String description() {
    return "Writes the run's best weights and the inference graph, for TensorFlow in any language"
        + " and for serving systems: signature serving_default, from notes (int32, batch by"
        + " window) to probabilities and logits of the next note, signature generate, from a"
        + " primer to a given number of notes, and others, which inspect shows. The vocabulary is"
        + " in assets.extra. A"
        + " frozen graph has only the predictions. A Keras archive includes the optimizer's"
        + " state, so fit() continues the training. A web page composes in the browser, from a"
        + " folder or any web server, without a network: open its index.html.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Options", RunPaths.RUN, FORMAT, OUT, SERVING_ROOT, GRAPHS, RunPaths.CHECKPOINTS);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("for TensorFlow in any language", "export --run paper --out models/paper"),
        new Example("to continue in Keras", "export --run paper --format keras --out paper.keras"),
        new Example("a page to compose on", "export --run paper --format web --out page"),
        new Example("the next version for a server", "export --run paper --serving-root served"),
        new Example(
            "one file, graphs/paper.pb, with its diagram, graphs/paper.svg",
            "export --run paper --format graph"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path run = RunPaths.run(invocation, invocation.value(RunPaths.RUN));
    switch (invocation.value(FORMAT)) {
      case SAVEDMODEL -> savedModel(invocation, run);
      case KERAS -> keras(invocation, run);
      case GRAPH -> graph(invocation, run);
      case WEB -> web(invocation, run);
    }
    return Exit.DONE;
  }

  private static void savedModel(Invocation invocation, Path run) throws IOException {
    refuse(invocation, GRAPHS);
    refuseBoth(invocation, OUT, SERVING_ROOT);
    Optional<Path> out = invocation.value(OUT);
    Optional<Path> root = invocation.value(SERVING_ROOT);
    Path folder;
    if (root.isPresent()) {
      Folders.requireWritable(root.get());
      folder = Nocturne.export(run, ExportFormat.SERVING_ROOT, root.get());
    } else if (out.isPresent()) {
      folder = out.get();
      PartialFolder.requireFillable(folder);
      Folders.requireWritable(folder.toAbsolutePath().getParent());
      Nocturne.export(run, ExportFormat.SAVED_MODEL, folder);
    } else {
      throw new UsageException("--out is missing; use it or --serving-root");
    }
    invocation.console().print(folder + ": SavedModel; inspect shows its signatures");
  }

  private static void web(Invocation invocation, Path run) throws IOException {
    refuse(invocation, SERVING_ROOT);
    refuse(invocation, GRAPHS);
    Path folder =
        invocation
            .value(OUT)
            .orElseThrow(() -> new UsageException("--out is missing; name a folder for the page"));
    PartialFolder.requireFillable(folder);
    Folders.requireWritable(folder.toAbsolutePath().getParent());
    Nocturne.export(run, ExportFormat.WEB, folder);
    invocation
        .console()
        .print(folder.resolve(WebPage.INDEX) + ": page to compose on; open it in a browser");
  }

  private static void keras(Invocation invocation, Path run) throws IOException {
    refuse(invocation, SERVING_ROOT);
    refuse(invocation, GRAPHS);
    Path file =
        invocation
            .value(OUT)
            .orElseThrow(
                () -> new UsageException("--out is missing; name the archive, such as RUN.keras"));
    if (!file.toString().endsWith(KerasFile.EXTENSION)) {
      throw new UsageException(
          "--out %s: must end in .keras, which Keras requires".formatted(file));
    }
    Folders.requireWritableFile(file);
    Nocturne.export(run, ExportFormat.KERAS, file);
    invocation.console().print(file + ": Keras archive, with optimizer and vocabulary");
  }

  private static void graph(Invocation invocation, Path run) throws IOException {
    refuse(invocation, SERVING_ROOT);
    refuseBoth(invocation, GRAPHS, OUT);
    Path file = invocation.value(OUT).orElseGet(() -> defaultGraph(invocation, run));
    Path diagram = diagramBeside(file);
    if (invocation.value(OUT).isPresent()) {
      DerivedFiles.requireOwn(diagram);
    } else {
      DerivedFiles.requireOwn(diagram, file);
      requireSameRun(diagram, run);
    }
    Folders.requireWritableFile(file);
    Folders.requireWritableFile(diagram);
    writeGraph(run, file, diagram);
    invocation.console().print(file + ": frozen graph, notes to probabilities and logits");
    invocation.console().print(diagram + ": diagram of the layers");
  }

  /**
   * Writes the diagram first, since it identifies the graph's run if the process ends between the
   * two. If the graph cannot be written, a new diagram is deleted.
   */
  private static void writeGraph(Path run, Path file, Path diagram) throws IOException {
    boolean isNew = Files.notExists(diagram);
    Nocturne.export(run, ExportFormat.DIAGRAM, diagram);
    try {
      Nocturne.export(run, ExportFormat.GRAPH, file);
    } catch (IOException | RuntimeException e) {
      if (isNew) {
        Files.deleteIfExists(diagram);
      }
      throw e;
    }
  }

  /** Requires that a graph of the same name is not of another run. */
  private static void requireSameRun(Path diagram, Path run) throws IOException {
    Optional<String> drawn = DerivedFiles.origin(diagram);
    String begun = RunFolder.open(run).info().created();
    if (drawn.isPresent() && !drawn.get().equals(begun)) {
      throw new UserIOException(
          "%s: belongs to another run of the same name, begun at %s; move it away, or use another --graphs folder"
              .formatted(diagram, drawn.get()));
    }
  }

  /** Returns the diagram's file: the graph's name with the ending .svg. */
  private static Path diagramBeside(Path graph) {
    String name = graph.toString();
    if (name.endsWith(DIAGRAM_ENDING)) {
      throw new UsageException(
          "--out "
              + graph
              + ": is the name of the diagram; use another name for the graph, such as RUN.pb");
    }
    return Path.of(name.replaceFirst("\\.[^./\\\\]*$", "") + DIAGRAM_ENDING);
  }

  private static Path defaultGraph(Invocation invocation, Path run) {
    String name = run.toAbsolutePath().normalize().getFileName().toString();
    return invocation.value(GRAPHS).orElse(Path.of("graphs")).resolve(name + ".pb");
  }

  /** Refuses an option that would have no effect. */
  private static void refuse(Invocation invocation, Setting<Optional<Path>> setting) {
    if (invocation.value(setting).isPresent()) {
      throw new UsageException(
          setting.option()
              + ": cannot be used with --format "
              + FORMAT.type().writer().apply(invocation.value(FORMAT))
              + "; leave one of them out");
    }
  }

  private static void refuseBoth(
      Invocation invocation, Setting<Optional<Path>> one, Setting<Optional<Path>> other) {
    if (invocation.value(one).isPresent() && invocation.value(other).isPresent()) {
      throw new UsageException(one.option() + " and " + other.option() + ": use only one of them");
    }
  }
}
