package io.nocturne.cli;

import io.nocturne.Nocturne;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.Column;
import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.model.BatchLoss;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How well a run predicts a corpus. */
final class EvaluateCommand implements Command {
  private static final Setting<Path> DATA =
      Setting.required(
          "data", ValueType.path("CORPUS"), "the folder that prepare wrote, or embedded");

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "measure how well a run predicts a corpus";
  }

  @Override
  public String description() {
    return "Loss and accuracy of the run's best weights on every window of the corpus, without"
        + " dropout. On the corpus that the run was trained on, most of them are windows that it has"
        + " learnt.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Options", Places.RUN, DATA, Places.CHECKPOINTS, DeviceOption.DEVICE);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("on music that it has never seen", "evaluate --run paper --data other-corpus"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path run = Places.run(invocation, invocation.value(Places.RUN));
    Device device = invocation.value(DeviceOption.DEVICE);
    DeviceOption.check(invocation.console(), SessionSettings.defaults().on(device));
    BatchLoss loss = Nocturne.evaluate(run, Corpora.read(invocation.value(DATA)), device);
    invocation
        .console()
        .print(
            new Table(
                    Column.number("targets"),
                    Column.number("loss"),
                    Column.number("perplexity"),
                    Column.number("bits"),
                    Column.number("accuracy"))
                .row(
                    loss.targets(),
                    decimals(loss.loss()),
                    decimals(Math.exp(loss.loss())),
                    decimals(loss.loss() / Math.log(2)),
                    decimals(loss.accuracy())));
    return Exit.DONE;
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
