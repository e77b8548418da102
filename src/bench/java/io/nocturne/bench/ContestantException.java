package io.nocturne.bench;

/**
 * A contestant that could not start or failed; the message has the reason, and the others continue.
 */
final class ContestantException extends Exception {
  private static final long serialVersionUID = 1;

  ContestantException(String message) {
    super(message);
  }

  ContestantException(String message, Throwable cause) {
    super(message, cause);
  }
}
