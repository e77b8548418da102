package io.nocturne.musicxml;

import io.nocturne.base.UserError;
import io.nocturne.musicxml.ScoreFile.ScoreFinding;
import java.io.IOException;

/**
 * A file cannot be read as MusicXML, or not strictly. The message names the file, the line, what is
 * wrong and what to do.
 */
public final class ScoreException extends IOException implements UserError {

  private static final long serialVersionUID = 1;

  private final transient ScoreFinding reason;
  private final String advice;

  ScoreException(String path, ScoreFinding reason, String advice) {
    super(
        "%sline %d: %s; %s"
            .formatted(path.isEmpty() ? "" : path + ", ", reason.line(), reason.message(), advice));
    this.reason = reason;
    this.advice = advice;
  }

  /** Returns what is wrong, and where. */
  public ScoreFinding reason() {
    return reason;
  }

  /** Returns what is wrong and what to do, without the file's name. */
  public String clause() {
    return reason.message() + "; " + advice;
  }
}
