package io.nocturne.checkpoint;

import io.nocturne.base.UserError;
import java.io.IOException;
import java.nio.file.Path;

/** A run folder that cannot be used; the message names it, the reason and the remedy. */
public final class RunException extends IOException implements UserError {
  private static final long serialVersionUID = 1;

  /** The remedy for damage to a file that nothing can write again. */
  static final String REMEDY = "put it back from a copy, or train another run";

  /** Creates an exception about a file or folder. */
  public RunException(Path path, String message) {
    this(path, message, null);
  }

  /** Creates an exception about a file or folder, with the exception that caused it. */
  public RunException(Path path, String message, Throwable cause) {
    super(path + ": " + message, cause);
  }

  /** Creates an exception about a file of a run whose content has been changed or damaged. */
  public static RunException damaged(Path file, String problem, Throwable cause) {
    return damaged(file, problem, REMEDY, cause);
  }

  static RunException damaged(Path file, String problem, String remedy, Throwable cause) {
    return new RunException(file, "is damaged: " + problem + "; " + remedy, cause);
  }
}
