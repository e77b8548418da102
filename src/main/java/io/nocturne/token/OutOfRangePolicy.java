package io.nocturne.token;

/** The treatment of a note whose pitch the vocabulary lacks. */
public enum OutOfRangePolicy {
  /** It is left out and counted. */
  SKIP,
  /** It is moved by as few octaves as bring it to a pitch of the vocabulary, and counted. */
  FOLD_OCTAVES;

  /** Returns the name in {@code vocabulary.json}. */
  public String label() {
    return Options.label(this);
  }
}
