package io.nocturne.cli;

import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.corpus.CorpusCommands;
import io.nocturne.cli.export.ExportCommands;
import io.nocturne.cli.generate.GenerateCommand;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.cli.train.TrainCommands;
import io.nocturne.io.file.Folders;
import io.nocturne.runtime.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs the main commands on the embedded corpus, one after the other. */
final class DemoCommand implements Command {
  private static final Setting<Path> CORPORA =
      Setting.of("corpora", ValueType.path("DIR"), Path.of("corpora"), "folder of the corpora");
  private static final Setting<Path> GRAPHS =
      Setting.of(
          "graphs", ValueType.path("DIR"), Path.of("graphs"), "folder of the exported models");

  /**
   * The number of pieces. Their time signatures and lengths are random, and another processor may
   * round sums, and so sample, differently: of four, some are long.
   */
  private static final String COUNT = "4";

  private final List<String> training;

  DemoCommand() {
    this(List.of());
  }

  /**
   * Creates a demo that trains with other settings.
   *
   * @param training options of {@code train} to add to those of its preset
   */
  DemoCommand(List<String> training) {
    this.training = List.copyOf(training);
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "prepare, train, generate and export on the embedded pieces";
  }

  @Override
  public String description() {
    return "Trains a small network on short public-domain piano pieces that come with nocturne,"
        + " writes four pieces with rhythm and chords, a page to see and hear them, and a"
        + " SavedModel, and prints the commands it runs. Needs no files and no internet"
        + " connection; each call creates a new run: demo, demo-2, demo-3.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Places", CORPORA, RunPaths.CHECKPOINTS, RunPaths.TENSORBOARD, GRAPHS)
        .with("Machine", DeviceOption.DEVICE);
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("everything, in about a minute", "demo"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path corpora = invocation.value(CORPORA);
    Path checkpoints = invocation.value(RunPaths.CHECKPOINTS);
    Path graphs = invocation.value(GRAPHS);
    Path tensorboardRoot = invocation.value(RunPaths.TENSORBOARD);
    List<Path> folders = List.of(corpora, checkpoints, graphs, tensorboardRoot);
    for (Path folder : folders) {
      Folders.requireWritable(folder); // Reported before the training rather than after it.
    }
    String name = freeName(folders);
    Path corpus = corpora.resolve(name);
    Path run = checkpoints.resolve(name);
    Path music = run.resolve("music");
    Exit exit =
        runAll(
            invocation,
            List.of(
                prepare(corpus),
                train(invocation, corpus, run),
                generate(invocation, run, music.resolve("piece.mid")),
                step(
                    ExportCommands.export(),
                    List.of(),
                    "--run",
                    run.toString(),
                    "--out",
                    graphs.resolve(name).toString())));
    if (exit == Exit.DONE) {
      invocation.console().note("");
      invocation
          .console()
          .note("open " + music.resolve("index.html") + " in a browser to see and hear the pieces");
    }
    return exit;
  }

  private static DemoStep prepare(Path corpus) {
    // The pieces have no dynamics, and in one key there is less to learn.
    return step(
        CorpusCommands.prepare(),
        List.of(),
        Corpora.EMBEDDED.toString(),
        "--tokens",
        "event",
        "--velocities",
        "none",
        "--transpose",
        "c",
        "--out",
        corpus.toString());
  }

  private DemoStep train(Invocation invocation, Path corpus, Path run) {
    return step(
        TrainCommands.train(),
        Stream.concat(device(invocation).stream(), training.stream()).toList(),
        corpus.toString(),
        "--preset",
        "demo",
        "--run",
        run.toString(),
        "--tensorboard",
        invocation.value(RunPaths.TENSORBOARD).toString());
  }

  private static DemoStep generate(Invocation invocation, Path run, Path piece) {
    return step(
        new GenerateCommand(),
        device(invocation),
        "--run",
        run.toString(),
        "--out",
        piece.toString(),
        "--form",
        "AABA",
        "--top-p",
        "0.95",
        "--count",
        COUNT,
        "--seed",
        "1",
        "--index");
  }

  /** Returns the option if it was given, so that the commands are shown as one would type them. */
  private static List<String> device(Invocation invocation) {
    Setting<Device> device = DeviceOption.DEVICE;
    return invocation.isGiven(device)
        ? List.of(device.option(), device.type().writer().apply(invocation.value(device)))
        : List.of();
  }

  private static DemoStep step(Command command, List<String> more, String... words) {
    return new DemoStep(command, Stream.concat(Stream.of(words), more.stream()).toList());
  }

  /** A command and the words after it. */
  private record DemoStep(Command command, List<String> words) {}

  /** Runs the steps in order, up to the first that fails. */
  private static Exit runAll(Invocation invocation, List<DemoStep> steps) throws Exception {
    Exit exit = Exit.DONE;
    for (DemoStep step : steps) {
      if (exit == Exit.DONE) {
        exit = run(invocation, step.command(), step.words());
      }
    }
    return exit;
  }

  private static Exit run(Invocation invocation, Command command, List<String> words)
      throws Exception {
    invocation.console().note("");
    invocation.console().note("$ nocturne " + command.name() + " " + String.join(" ", words));
    Settings settings = Settings.parse(command.name(), command.syntax(), words);
    return command.run(new Invocation(settings, invocation.console()));
  }

  /** Returns {@code demo}, or the first unused name of {@code demo-2}, {@code demo-3} and so on. */
  private static String freeName(List<Path> folders) {
    String name = "demo";
    for (int i = 2; isTaken(name, folders); i++) {
      name = "demo-" + i;
    }
    return name;
  }

  private static boolean isTaken(String name, List<Path> folders) {
    return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(name)));
  }
}
