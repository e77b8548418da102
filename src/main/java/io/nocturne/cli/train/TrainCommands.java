package io.nocturne.cli.train;

import io.nocturne.cli.command.Command;

/** The commands that train. */
public final class TrainCommands {
  private TrainCommands() {}

  /** Returns the command that trains a run. */
  public static Command train() {
    return new TrainCommand();
  }

  /** Returns the command that runs the published study again. */
  public static Command reproduce() {
    return new ReproduceCommand();
  }
}
