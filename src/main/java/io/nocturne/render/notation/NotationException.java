package io.nocturne.render.notation;

/** A piece that cannot be written as sheet music; the message says why and what to do. */
public final class NotationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotationException(String message) {
    super(message);
  }
}
