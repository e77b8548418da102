package io.nocturne.export.keras;

import io.nocturne.base.UserError;

/** A part of an archive cannot be taken; {@link KerasFile} puts the file's name in front. */
final class RefusedException extends RuntimeException implements UserError {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
