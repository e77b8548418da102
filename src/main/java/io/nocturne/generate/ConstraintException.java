package io.nocturne.generate;

/** Constraints that leave no token to go on with; the message names them. */
public final class ConstraintException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConstraintException(String message) {
    super(message);
  }
}
