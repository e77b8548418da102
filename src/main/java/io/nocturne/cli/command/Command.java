package io.nocturne.cli.command;

import io.nocturne.cli.settings.Syntax;
import java.util.List;

/** One command of the program: what its help says and what it does. */
public interface Command {

  /**
   * A call to show in help.
   *
   * @param purpose what it does, in a phrase
   * @param line the call as typed after {@code nocturne}
   */
  record Example(String purpose, String line) {}

  /** The word after {@code nocturne}. */
  String name();

  /** What it does, in a phrase of at most 60 letters. */
  String summary();

  /** What a user should know besides; paragraphs parted by empty lines; may be empty. */
  default String description() {
    return "";
  }

  /** Its operands and options. */
  Syntax syntax();

  /** At least one call that works. */
  List<Example> examples();

  /**
   * Does the work.
   *
   * @throws Exception when it fails; {@link ErrorLine} turns it into what the user reads
   */
  Exit run(Invocation invocation) throws Exception;
}
