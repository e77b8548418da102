package io.nocturne.cli.corpus;

import io.nocturne.cli.command.Command;
import java.util.List;

/** The commands that gather MIDI files and prepare them. */
public final class CorpusCommands {
  private CorpusCommands() {}

  /** Returns the commands, in the order of the help. */
  public static List<Command> all() {
    return List.of(new FetchCommand(), prepare());
  }

  /** Returns the command that prepares a corpus. */
  public static Command prepare() {
    return new PrepareCommand();
  }
}
