package io.nocturne.bench;

/** A contestant could not start or failed; the message says why, and the others go on. */
final class ContestantException extends Exception {
  private static final long serialVersionUID = 1;

  ContestantException(String message) {
    super(message);
  }

  ContestantException(String message, Throwable cause) {
    super(message, cause);
  }
}
