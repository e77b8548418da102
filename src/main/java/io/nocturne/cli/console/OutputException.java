package io.nocturne.cli.console;

import io.nocturne.base.UserError;
import io.nocturne.io.file.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Standard output cannot be written, for example because its disk is full. */
final class OutputException extends UncheckedIOException implements UserError {

  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super("standard output: " + FileProblem.clause(cause), cause);
  }

  /** Returns whether the reader of the output has closed the pipe, as {@code head} does. */
  static boolean isOfClosedPipe(IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    // "Broken pipe" on Unix, "The pipe is being closed" on Windows.
    return reason.contains("pipe");
  }
}
