package io.nocturne.export.keras;

import io.nocturne.base.UserError;

/** An archive that cannot be imported; {@link KerasFile} adds the file's name to the message. */
final class RefusedException extends RuntimeException implements UserError {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
