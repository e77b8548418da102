package io.nocturne.cli.command;

import io.nocturne.cli.settings.Syntax;
import java.util.List;

/** A command of the program. */
public interface Command {

  /**
   * A call to show in help.
   *
   * @param purpose its purpose, in a phrase
   * @param line the words after {@code nocturne}
   */
  record Example(String purpose, String line) {}

  /** Returns the word or words after {@code nocturne}. */
  String name();

  /** Returns its purpose, in a phrase of at most 60 letters. */
  String summary();

  /** Returns a description in paragraphs separated by empty lines; may be empty. */
  default String description() {
    return "";
  }

  /** Returns its operands and options. */
  Syntax syntax();

  /** Returns at least one example. */
  List<Example> examples();

  /**
   * Runs the command.
   *
   * @throws Exception if it fails; {@link ErrorLine} turns the exception into a line for the user
   */
  Exit run(Invocation invocation) throws Exception;

  /** The outcome of a command, with its exit code. */
  enum Exit {
    /** The command succeeded. */
    DONE(0),
    /** The command failed; standard error has the reason. */
    FAILED(1),
    /** The command line was invalid; nothing was done. */
    USAGE(2),
    /** The user stopped the command: 128 + SIGINT, as in shells. */
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }
}
