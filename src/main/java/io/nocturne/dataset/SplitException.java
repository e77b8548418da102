package io.nocturne.dataset;

/** A corpus cannot be split as asked; the message says with numbers why, and what to do. */
public final class SplitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SplitException(String message) {
    super(message);
  }
}
