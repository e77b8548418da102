package io.nocturne.cli.console;

import io.nocturne.base.UserError;
import io.nocturne.io.file.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Standard output takes no more: its disk is full, for example. */
public final class OutputException extends UncheckedIOException implements UserError {

  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super("standard output: " + FileProblem.clause(cause), cause);
  }

  /** Whether whoever read the output has stopped reading, as {@code head} does: no failure. */
  static boolean isOfClosedPipe(IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    // "Broken pipe" on Unix, "The pipe is being closed" on Windows.
    return reason.contains("pipe");
  }
}
