package io.nocturne.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Standard output takes no more: its reader has gone, or its disk is full. */
public final class OutputException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super("standard output: " + cause.getMessage(), cause);
  }

  /** Whether whoever read the output has stopped reading, as {@code head} does: no failure. */
  public boolean readerHasGone() {
    String reason = String.valueOf(getCause().getMessage());
    // "Broken pipe" on Unix, "The pipe is being closed" on Windows.
    return reason.contains("pipe");
  }
}
