package io.nocturne.cli;

import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
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
  private static final Setting<Path> GRAPHS =
      Setting.of(
          "graphs", ValueType.path("DIR"), Path.of("graphs"), "folder of the exported models");

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "train, generate and export on the embedded pieces";
  }

  @Override
  public String description() {
    return "Trains a small network on short public-domain piano pieces that come with nocturne,"
        + " writes a melody and a SavedModel, and prints the commands it runs. Needs no"
        + " files and no internet connection; each call creates a new run: demo, demo-2,"
        + " demo-3.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Places", RunPaths.CHECKPOINTS, RunPaths.TENSORBOARD, GRAPHS)
        .with("Machine", DeviceOption.DEVICE);
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("everything, in about a minute", "demo"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path checkpoints = invocation.value(RunPaths.CHECKPOINTS);
    Path graphs = invocation.value(GRAPHS);
    Path tensorboardRoot = invocation.value(RunPaths.TENSORBOARD);
    for (Path folder : List.of(checkpoints, graphs, tensorboardRoot)) {
      Folders.requireWritable(folder); // Reported before the training rather than after it.
    }
    String name = freeName(checkpoints, graphs, tensorboardRoot);
    Path run = checkpoints.resolve(name);
    String tensorboard = invocation.value(RunPaths.TENSORBOARD).toString();
    String melody = run.resolve("melody.mid").toString();
    String model = graphs.resolve(name).toString();
    return runAll(
        invocation,
        List.of(
            step(
                TrainCommands.train(),
                device(invocation),
                Corpora.EMBEDDED.toString(),
                "--preset",
                "demo",
                "--run",
                run.toString(),
                "--tensorboard",
                tensorboard),
            step(
                new GenerateCommand(),
                device(invocation),
                "--run",
                run.toString(),
                "--out",
                melody,
                "--seed",
                "1"),
            step(ExportCommands.export(), List.of(), "--run", run.toString(), "--out", model)));
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
  private static String freeName(Path... folders) {
    String name = "demo";
    for (int i = 2; isTaken(name, folders); i++) {
      name = "demo-" + i;
    }
    return name;
  }

  private static boolean isTaken(String name, Path... folders) {
    return Stream.of(folders).anyMatch(folder -> Files.exists(folder.resolve(name)));
  }
}
