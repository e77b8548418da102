package io.nocturne.cli.corpus;

import io.nocturne.cli.command.Command;
import io.nocturne.corpus.BlockReader.BlockReaderFactory;
import java.util.List;
import java.util.Optional;

/** The commands that gather MIDI files and prepare them. */
public final class CorpusCommands {
  private CorpusCommands() {}

  /** Returns the commands, in the order of the help. */
  public static List<Command> all() {
    return List.of(new FetchCommand(), prepare());
  }

  /** Returns the command that prepares a corpus. */
  public static Command prepare() {
    return new PrepareCommand(Optional.empty());
  }

  /** Returns the command that prepares a corpus, with files that are read elsewhere. */
  public static Command prepare(BlockReaderFactory reading) {
    return new PrepareCommand(Optional.of(reading));
  }
}
