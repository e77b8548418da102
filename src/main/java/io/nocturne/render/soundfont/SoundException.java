package io.nocturne.render.soundfont;

/** A piece that cannot be played as was asked; the message says why and what to do. */
public final class SoundException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SoundException(String message) {
    super(message);
  }

  SoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
