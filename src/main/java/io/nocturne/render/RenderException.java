package io.nocturne.render;

/** A piece that cannot be drawn or played as was asked; the message says why and what to do. */
public final class RenderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RenderException(String message) {
    super(message);
  }

  RenderException(String message, Throwable cause) {
    super(message, cause);
  }
}
