package io.nocturne.cli;

import io.nocturne.cli.console.OutputException;
import io.nocturne.cli.settings.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What went wrong, in one line for the user.
 *
 * @param text names the file or option and what to do
 * @param exit the exit code that goes with it
 */
record ErrorLine(String text, Exit exit) {

  private static final String OWN_PACKAGES = "io.nocturne.";

  /** The line for a failure, whatever other exceptions it is wrapped in. */
  static ErrorLine of(Throwable failure) {
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
    if (failure instanceof OutputException) {
      return failure;
    }
    boolean wrapper =
        failure instanceof UncheckedIOException
            || failure instanceof ExecutionException
            || failure instanceof CompletionException;
    return wrapper && failure.getCause() != null ? unwrap(failure.getCause()) : failure;
  }

  private static String text(Throwable failure) {
    if (isOwn(failure) && failure.getMessage() != null) {
      return failure.getMessage();
    }
    if (failure instanceof FileSystemException e) {
      return fileText(e);
    }
    if (failure instanceof FileNotFoundException e && e.getMessage() != null) {
      return e.getMessage();
    }
    if (failure instanceof IOException e && e.getMessage() != null) {
      return "input or output failed: " + e.getMessage();
    }
    if (failure instanceof OutOfMemoryError e) {
      return "out of memory (%s): give Java more, for example JAVA_OPTS=-Xmx8g, or ask for less"
          .formatted(e.getMessage());
    }
    return "internal error: " + failure + "; run again with --verbose for the stack trace";
  }

  /**
   * Exceptions of our classes, and input or output errors that our classes throw, are sentences.
   */
  private static boolean isOwn(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure.getClass().getName().startsWith(OWN_PACKAGES)
        || (failure.getClass() == IOException.class
            && trace.length > 0
            && trace[0].getClassName().startsWith(OWN_PACKAGES));
  }

  private static String fileText(FileSystemException e) {
    String what;
    if (e instanceof NoSuchFileException) {
      what = "no such file or folder; check the path";
    } else if (e instanceof AccessDeniedException) {
      what = "permission denied; check who owns it, or choose another place";
    } else if (e instanceof FileAlreadyExistsException) {
      what = "exists already; remove it or choose another name";
    } else if (e instanceof DirectoryNotEmptyException) {
      what = "the folder is not empty; empty it or choose another";
    } else if (e instanceof NotDirectoryException) {
      what = "not a folder";
    } else if (e instanceof FileSystemLoopException) {
      what = "links lead back to a folder above it; remove the link";
    } else {
      what = e.getReason() == null ? "cannot be read or written" : e.getReason();
    }
    String file = e.getOtherFile() == null ? e.getFile() : e.getFile() + " -> " + e.getOtherFile();
    return (file == null ? "a file" : file) + ": " + what;
  }
}
