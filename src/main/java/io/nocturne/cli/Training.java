package io.nocturne.cli;

import io.nocturne.Nocturne;
import io.nocturne.TrainJob;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.cli.console.Console;
import io.nocturne.train.TrainingResult;
import io.nocturne.train.TrainingResult.Outcome;
import java.io.IOException;
import java.util.Locale;

/** A training as the commands run it: told on the console, stopped by Ctrl-C. */
final class Training {
  private final Console console;

  Training(Console console) {
    this.console = console;
  }

  /** Begins a run. */
  TrainingResult begin(TrainJob job) throws IOException {
    return run(job, Nocturne::train);
  }

  /** Goes on with a run. */
  TrainingResult resume(TrainJob job) throws IOException {
    return run(job, Nocturne::resume);
  }

  private TrainingResult run(TrainJob job, Workflow workflow) throws IOException {
    try (Interruption interruption = new Interruption()) {
      TrainingConsole shown = new TrainingConsole(console, job);
      TrainingResult result = workflow.run(job.with(shown).stoppedBy(interruption));
      tell(job, result);
      return result;
    }
  }

  private void tell(TrainJob job, TrainingResult result) {
    if (result.outcome() == Outcome.INTERRUPTED) {
      console.note("stopped and saved; go on with: nocturne train --resume --run " + job.run());
      return;
    }
    EpochLog best = result.progress().bestLog().orElseThrow();
    console.note("finished: " + result.progress().finished().orElseThrow());
    console.print(
        String.format(
            Locale.ROOT,
            "best epoch %d: val_loss %.4f, val_accuracy %.4f; saved in %s",
            best.epoch() + 1,
            best.validation().loss(),
            best.validation().accuracy(),
            job.run()));
  }

  @FunctionalInterface
  private interface Workflow {
    TrainingResult run(TrainJob job) throws IOException;
  }
}
