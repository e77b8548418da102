package io.nocturne.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.cli.command.Corpora;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The training of a run that exists. It has the run's settings, with the changes of the command;
 * what cannot change may be given again if it is the same.
 */
final class Resumption {
  private final Invocation invocation;
  private final RunFolder run;

  private Resumption(Invocation invocation, RunFolder run) {
    this.invocation = invocation;
    this.run = run;
  }

  static TrainJob job(Invocation invocation, Path path) throws IOException {
    return new Resumption(invocation, RunFolder.open(path)).job();
  }

  private TrainJob job() throws IOException {
    Settings settings = invocation.settings().orElse(run.runJson());
    requireSame(TrainSpec.of(run).toJson(), TrainSettings.spec(settings).toJson());
    return TrainCommand.job(invocation, run.path(), corpus(), settings);
  }

  private Path corpus() throws IOException {
    Optional<Path> given = invocation.paths().stream().findFirst();
    if (given.isPresent()) {
      return given.get();
    }
    CorpusInfo begun =
        run.info()
            .corpus()
            .orElseThrow(
                () ->
                    new UsageException(
                        "%s: was imported and has no corpus yet; name one: nocturne train CORPUS --resume --run %s"
                            .formatted(run.path(), run.name())));
    Path corpus = Path.of(begun.path());
    if (!Corpora.exists(corpus)) {
      throw new RunException(
          run.path(),
          "its corpus was %s, which no longer exists; name its folder: nocturne train CORPUS --resume --run %s"
              .formatted(corpus, run.path()));
    }
    return corpus;
  }

  /** Requires that what is given and cannot change is as the run has it. */
  private void requireSame(ObjectNode begun, ObjectNode now) {
    List<String> differences = new ArrayList<>();
    for (Setting<?> setting : invocation.settings().given()) {
      JsonNode before = value(begun, setting);
      // A parameter of another optimizer or schedule has no value before; the choice differs then.
      if (isFixed(setting) && !before.isMissingNode() && !before.equals(value(now, setting))) {
        differences.add(difference(setting, before));
      }
    }
    if (!differences.isEmpty()) {
      throw new UsageException(
          "%s; leave %s out, or begin another --run"
              .formatted(String.join("; ", differences), differences.size() == 1 ? "it" : "them"));
    }
  }

  private static JsonNode value(ObjectNode groups, Setting<?> setting) {
    return groups
        .valueStream()
        .map(group -> group.path(setting.name()))
        .filter(value -> !value.isMissingNode())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Returns whether a setting stays; of a run that was imported and not trained, the network's. */
  private boolean isFixed(Setting<?> setting) {
    return run.info().corpus().isPresent()
        ? !TrainSettings.RESUMABLE.contains(setting)
        : TrainSettings.NETWORK.contains(setting);
  }

  private String difference(Setting<?> setting, JsonNode before) {
    String source =
        switch (invocation.settings().origin(setting)) {
          case FILE -> " by --config";
          case PRESET -> " by --preset";
          default -> "";
        };
    return "%s: the run has %s, was %s%s"
        .formatted(
            setting.option(),
            RunJson.text(before),
            invocation.settings().texts().get(setting.name()),
            source);
  }
}
