package io.nocturne.token;

/** A corpus whose vocabulary would be too large; the message says by how much, and what to do. */
public final class VocabularyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VocabularyException(String message) {
    super(message);
  }
}
