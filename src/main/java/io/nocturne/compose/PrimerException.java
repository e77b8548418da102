package io.nocturne.compose;

/** A primer that a run cannot go on from; the message names it and says what to do. */
public final class PrimerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  PrimerException(String message) {
    super(message);
  }
}
