package io.nocturne.cli.train;

import io.nocturne.Nocturne;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.cli.command.ErrorLine;
import io.nocturne.cli.command.Interruption;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.command.ShellWord;
import io.nocturne.cli.console.Console;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainingRuns.JobOfWorker;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import io.nocturne.train.cluster.ClusterSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Runs a training with the console, so that Ctrl-C stops it. */
final class TrainingSession {
  private final Console console;

  TrainingSession(Console console) {
    this.console = console;
  }

  /** Begins a run. */
  TrainingResult begin(TrainJob job) throws IOException {
    return run(job, Nocturne::train);
  }

  /** Resumes a run. */
  TrainingResult resume(TrainJob job) throws IOException {
    return run(job, Nocturne::resume);
  }

  /** Does a worker's part of a training, whose chief reports. */
  TrainingResult join(ClusterSpec cluster, JobOfWorker job) throws IOException {
    console.note(
        "%s: trains with %s, which saves and reports"
            .formatted(cluster.name(cluster.index()), cluster.name(0)));
    return stoppable(
        interruption -> {
          TrainingResult result = Nocturne.join(cluster, job, interruption);
          console.note(
              result.outcome() == TrainingOutcome.INTERRUPTED
                  ? "stopped"
                  : "finished: " + result.progress().finished().orElseThrow());
          return result;
        });
  }

  private TrainingResult run(TrainJob job, Workflow workflow) throws IOException {
    return stoppable(
        interruption -> {
          TrainingConsole shown = new TrainingConsole(console, job);
          TrainingResult result = workflow.run(job.with(shown).stoppedBy(interruption));
          report(job, result, shown.hasTrained());
          return result;
        });
  }

  private TrainingResult stoppable(Stoppable work) throws IOException {
    try (Interruption interruption = new Interruption()) {
      try {
        return work.run(interruption);
      } catch (IOException | RuntimeException e) {
        if (interruption.getAsBoolean()) {
          // Once the interruption is closed the process ends, and nothing else would report it.
          console.error(ErrorLine.of(e).text());
        }
        throw e;
      }
    }
  }

  private void report(TrainJob job, TrainingResult result, boolean trained) {
    if (result.outcome() == TrainingOutcome.INTERRUPTED) {
      console.note("stopped and saved; resume with: " + resumeCommand(job));
      return;
    }
    EpochLog best = result.progress().bestLog().orElseThrow();
    console.note(
        (trained ? "finished: " : "already finished: ")
            + result.progress().finished().orElseThrow());
    console.print(
        String.format(
            Locale.ROOT,
            "best epoch %d: val_loss %.4f, val_accuracy %.4f; saved in %s",
            best.epoch() + 1,
            best.validation().loss(),
            best.validation().accuracy(),
            job.run()));
  }

  private static String resumeCommand(TrainJob job) {
    String command = "nocturne train --resume --run " + ShellWord.of(job.run());
    Path tensorboard = job.tensorboard().resolveSibling("");
    return RunPaths.TENSORBOARD.defaultValue().equals(Optional.of(tensorboard))
        ? command
        : command + " --tensorboard " + ShellWord.of(tensorboard);
  }

  @FunctionalInterface
  private interface Stoppable {
    TrainingResult run(Interruption interruption) throws IOException;
  }

  @FunctionalInterface
  private interface Workflow {
    TrainingResult run(TrainJob job) throws IOException;
  }
}
