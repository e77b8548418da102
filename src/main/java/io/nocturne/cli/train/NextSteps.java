package io.nocturne.cli.train;

import io.nocturne.cli.command.ShellWord;
import io.nocturne.cli.console.Console;
import io.nocturne.train.TrainJob;

/** Suggests commands to run next. */
final class NextSteps {
  private NextSteps() {}

  static void afterTraining(Console console, TrainJob job) {
    console.note("next:");
    console.note("  nocturne generate --run " + ShellWord.of(job.run()) + " --out melody.mid");
    console.note("  nocturne export --run " + ShellWord.of(job.run()) + " --out saved_model");
    console.note("  tensorboard --logdir " + ShellWord.of(job.tensorboard()));
  }
}
