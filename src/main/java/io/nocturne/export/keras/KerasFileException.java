package io.nocturne.export.keras;

import io.nocturne.base.UserError;
import java.io.IOException;
import java.nio.file.Path;

/** A Keras archive that cannot be taken; the message names it, says why and what to do. */
public final class KerasFileException extends IOException implements UserError {
  private static final long serialVersionUID = 1;

  private final transient Path file;

  /** About {@code file}. */
  KerasFileException(Path file, String message) {
    this(file, message, null);
  }

  /** About {@code file}, because of {@code cause}. */
  KerasFileException(Path file, String message, Throwable cause) {
    super(file + ": " + message, cause);
    this.file = file;
  }

  /** The archive. */
  public Path file() {
    return file;
  }
}
