package io.nocturne.checkpoint;

import io.nocturne.base.UserError;
import java.io.IOException;
import java.nio.file.Path;

/** A run folder that cannot be used; the message names it, says why and what to do. */
public final class RunException extends IOException implements UserError {
  private static final long serialVersionUID = 1;

  private final transient Path path;

  /** About the file or folder {@code path}. */
  public RunException(Path path, String message) {
    super(path + ": " + message);
    this.path = path;
  }

  /** About the file or folder {@code path}, because of {@code cause}. */
  public RunException(Path path, String message, Throwable cause) {
    super(path + ": " + message, cause);
    this.path = path;
  }

  /** About a file of a run that is not as it was written. */
  public static RunException damaged(Path file, String problem, Throwable cause) {
    return new RunException(
        file,
        "is damaged: " + problem + "; put it back from a copy, or begin another --run",
        cause);
  }

  /** The file or folder at fault. */
  public Path path() {
    return path;
  }
}
