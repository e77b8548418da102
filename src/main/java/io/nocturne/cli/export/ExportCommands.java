package io.nocturne.cli.export;

import io.nocturne.cli.command.Command;
import java.util.List;

/** The commands that export, import and serve networks. */
public final class ExportCommands {
  private ExportCommands() {}

  /** Returns the commands, in the order of the help. */
  public static List<Command> all() {
    return List.of(new PlayCommand(), export(), new ImportCommand());
  }

  /** Returns the command that exports a run. */
  public static Command export() {
    return new ExportCommand();
  }
}
