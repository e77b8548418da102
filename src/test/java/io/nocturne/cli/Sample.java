package io.nocturne.cli;

import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.Syntax.Preset;
import io.nocturne.cli.settings.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that does as a test tells it. */
record Sample(String name, Sample.Work work) implements Command {

  /** What to do when run. */
  interface Work {
    Exit run(Invocation invocation) throws Exception;
  }

  static final Setting<Path> OUT =
      Setting.required("out", ValueType.path("DIR"), "folder to write");
  static final Setting<Integer> UNITS =
      Setting.of(
          "units",
          ValueType.wholeNumber(1, 4096),
          256,
          "units of a layer in each direction, of which half are concatenated");
  static final Setting<String> SPLIT =
      Setting.of("split", ValueType.choice("BY", List.of("piece", "window")), "piece", "split by");
  static final Setting<Boolean> STRICT = Setting.flag("strict", "damage is an error");

  @Override
  public String summary() {
    return "does as it is told";
  }

  @Override
  public String description() {
    return "Longer words on what it does, which are wrapped where a line of the help would"
        + " otherwise get too long.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.some("FILE", "what to read"))
        .with("Options", OUT, UNITS, SPLIT, STRICT)
        .configurable(
            "Sources",
            new Preset("paper", "the paper's values", Map.of()),
            new Preset("demo", "small and quick", Map.of("units", "64")));
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("the least", name + " a.mid --out b"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    return work.run(invocation);
  }
}
