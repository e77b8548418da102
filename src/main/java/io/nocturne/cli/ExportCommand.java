package io.nocturne.cli;

import io.nocturne.Nocturne;
import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.ValueType;
import java.nio.file.Path;
import java.util.List;

/** A run to a SavedModel. */
final class ExportCommand implements Command {
  private static final Setting<Path> OUT =
      Setting.required("out", ValueType.path("DIR"), "folder to make");

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "write a trained run as a SavedModel";
  }

  @Override
  public String description() {
    return "Writes the run's best weights and the inference graph, for TensorFlow in any language"
        + " and for serving systems: signature serving_default, from notes (int32, batch by window)"
        + " to probabilities and logits of the next note. The vocabulary lies in assets.extra.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none()).with("Options", Places.RUN, OUT, Places.CHECKPOINTS);
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("for a server", "export --run paper --out models/paper/1"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path out = invocation.value(OUT);
    Nocturne.export(Places.run(invocation, invocation.value(Places.RUN)), out);
    invocation.console().print(out + ": SavedModel, signatures serving_default and serve");
    return Exit.DONE;
  }
}
