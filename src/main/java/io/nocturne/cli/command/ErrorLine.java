package io.nocturne.cli.command;

import io.nocturne.base.UserError;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.io.file.FileProblem;
import io.nocturne.runtime.TensorFlowProblem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * An error in one line for the user.
 *
 * @param text the line, which names the file or option and what to do
 * @param exit the exit code of the error
 */
public record ErrorLine(String text, Exit exit) {

  /** Returns the line for a failure, whatever other exceptions it is wrapped in. */
  public static ErrorLine of(Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof UsageException) {
      return new ErrorLine(cause.getMessage(), Exit.USAGE);
    }
    if (cause instanceof InterruptedException
        || cause.getClass() == InterruptedIOException.class
        || cause instanceof ClosedByInterruptException) {
      return new ErrorLine("interrupted", Exit.INTERRUPTED);
    }
    return new ErrorLine(text(cause), Exit.FAILED);
  }

  private static Throwable unwrap(Throwable failure) {
    if (failure instanceof UserError) {
      return failure;
    }
    boolean wrapper =
        failure instanceof UncheckedIOException
            || failure instanceof ExecutionException
            || failure instanceof CompletionException;
    return wrapper && failure.getCause() != null ? unwrap(failure.getCause()) : failure;
  }

  private static String text(Throwable failure) {
    if (failure instanceof UserError e) {
      return e.getMessage();
    }
    if (failure instanceof FileSystemException e) {
      return FileProblem.sentence(e);
    }
    if (failure instanceof FileNotFoundException e && e.getMessage() != null) {
      return FileProblem.sentence(e);
    }
    if (failure instanceof IOException e) {
      return "input or output failed: " + FileProblem.clause(e);
    }
    if (failure instanceof OutOfMemoryError e) {
      return memoryText(e);
    }
    if (failure instanceof StackOverflowError) {
      return "stack overflow, for example from a file that is nested too deeply: give Java a larger"
          + " stack, for example JAVA_OPTS=-Xss64m";
    }
    return TensorFlowProblem.sentence(failure)
        .orElseGet(
            () -> "internal error: " + failure + "; run again with --verbose for the stack trace");
  }

  private static String memoryText(OutOfMemoryError e) {
    String what = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
    return what.contains("native thread")
        ? "out of threads" + what + ": raise the limit (ulimit -u), or end other programs"
        : "out of memory"
            + what
            + ": give Java more, for example JAVA_OPTS=-Xmx8g, or reduce the sizes in the command";
  }
}
