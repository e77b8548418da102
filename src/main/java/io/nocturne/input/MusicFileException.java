package io.nocturne.input;

import io.nocturne.base.UserError;
import io.nocturne.input.MusicFile.Finding;
import java.io.IOException;

/**
 * A file cannot be read as music, or not strictly. The message names the file, the place, what is
 * wrong and what to do.
 */
public final class MusicFileException extends IOException implements UserError {

  private static final long serialVersionUID = 1;

  private final transient Finding reason;

  MusicFileException(IOException cause, Finding reason) {
    super(cause.getMessage(), cause);
    this.reason = reason;
  }

  /** Returns where the reason was found, what it is and what to do, without the file's name. */
  public Finding reason() {
    return reason;
  }
}
