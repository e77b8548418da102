package io.nocturne.cli;

import io.nocturne.Nocturne;
import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A run to what other programs read. */
final class ExportCommand implements Command {

  /** What is written. */
  enum Format {
    SAVEDMODEL,
    GRAPH
  }

  private static final Setting<Format> FORMAT =
      Setting.of(
          "format",
          ValueType.choice("FORMAT", Format.class),
          Format.SAVEDMODEL,
          "savedmodel, a folder; or graph, a frozen GraphDef in one file");
  private static final Setting<Optional<Path>> OUT =
      Setting.optional(
          "out",
          ValueType.path("PATH"),
          "",
          "folder of the SavedModel to make, or file of the graph to write (default there: RUN.pb"
              + " in --graphs)");
  private static final Setting<Optional<Path>> SERVING_ROOT =
      Setting.optional(
          "serving-root",
          ValueType.path("DIR"),
          "",
          "instead of --out, folder of a served model; the SavedModel becomes its next version,"
              + " DIR/1, DIR/2 and so on");
  private static final Setting<Optional<Path>> GRAPHS =
      Setting.optional("graphs", ValueType.path("DIR"), "graphs", "folder of the frozen graphs");

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "write a trained run as a SavedModel or frozen graph";
  }

  @Override
  public String description() {
    return "Writes the run's best weights and the inference graph, for TensorFlow in any language"
        + " and for serving systems: signature serving_default, from notes (int32, batch by window)"
        + " to probabilities and logits of the next note. The vocabulary lies in assets.extra.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Options", Places.RUN, FORMAT, OUT, SERVING_ROOT, GRAPHS, Places.CHECKPOINTS);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("for TensorFlow in any language", "export --run paper --out models/paper"),
        new Example("the next version for a server", "export --run paper --serving-root served"),
        new Example("one file, graphs/paper.pb", "export --run paper --format graph"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path run = Places.run(invocation, invocation.value(Places.RUN));
    switch (invocation.value(FORMAT)) {
      case SAVEDMODEL -> savedModel(invocation, run);
      case GRAPH -> graph(invocation, run);
    }
    return Exit.DONE;
  }

  private static void savedModel(Invocation invocation, Path run) throws IOException {
    refuse(invocation, GRAPHS);
    Optional<Path> out = invocation.value(OUT);
    Optional<Path> root = invocation.value(SERVING_ROOT);
    if (out.isPresent() == root.isPresent()) {
      throw new UsageException(
          out.isPresent()
              ? "--out and --serving-root: give one of them"
              : "--out: is missing; give it or --serving-root");
    }
    Path folder;
    if (root.isPresent()) {
      folder = Nocturne.exportToServingRoot(run, root.get());
    } else {
      folder = out.get();
      Nocturne.exportSavedModel(run, folder);
    }
    invocation
        .console()
        .print(folder + ": SavedModel, signatures serving_default, serve and generate");
  }

  private static void graph(Invocation invocation, Path run) throws IOException {
    refuse(invocation, SERVING_ROOT);
    Path file = invocation.value(OUT).orElseGet(() -> defaultGraph(invocation, run));
    Nocturne.exportGraph(run, file);
    invocation.console().print(file + ": frozen graph, notes to probabilities and logits");
  }

  private static Path defaultGraph(Invocation invocation, Path run) {
    String name = run.toAbsolutePath().normalize().getFileName().toString();
    return invocation.value(GRAPHS).orElse(Path.of("graphs")).resolve(name + ".pb");
  }

  /** An option that would do nothing is a misunderstanding. */
  private static void refuse(Invocation invocation, Setting<Optional<Path>> setting) {
    if (invocation.value(setting).isPresent()) {
      throw new UsageException(
          setting.option()
              + ": does not go with --format "
              + FORMAT.type().writer().apply(invocation.value(FORMAT))
              + "; leave one of them out");
    }
  }
}
