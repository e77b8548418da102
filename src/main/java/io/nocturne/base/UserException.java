package io.nocturne.base;

/** A request that cannot be fulfilled, with a sentence for the user. */
public final class UserException extends RuntimeException implements UserError {
  private static final long serialVersionUID = 1;

  /** Creates an exception with a sentence for the user. */
  public UserException(String message) {
    super(message);
  }

  /** Creates an exception with a sentence for the user and the exception that caused it. */
  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
