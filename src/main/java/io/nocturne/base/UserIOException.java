package io.nocturne.base;

import java.io.IOException;

/** A file or folder that cannot be read or written, with a sentence for the user that names it. */
public final class UserIOException extends IOException implements UserError {
  private static final long serialVersionUID = 1;

  /** Creates an exception with a sentence for the user. */
  public UserIOException(String message) {
    super(message);
  }

  /** Creates an exception with a sentence for the user and the exception that caused it. */
  public UserIOException(String message, Throwable cause) {
    super(message, cause);
  }
}
