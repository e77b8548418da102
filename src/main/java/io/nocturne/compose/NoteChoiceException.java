package io.nocturne.compose;

/** A choice of notes that a run's tokens or the primer cannot follow; the message says why. */
public final class NoteChoiceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NoteChoiceException(String message) {
    super(message);
  }
}
