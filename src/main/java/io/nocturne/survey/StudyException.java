package io.nocturne.survey;

/** A study, or what belongs to one, is not what it has to be; the message says what to do. */
public final class StudyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public StudyException(String message) {
    super(message);
  }

  /** With a sentence for the user. */
  public StudyException(String message, Throwable cause) {
    super(message, cause);
  }
}
