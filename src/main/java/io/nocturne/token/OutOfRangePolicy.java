package io.nocturne.token;

/** What becomes of a note whose pitch the vocabulary lacks. */
public enum OutOfRangePolicy {
  /** It is left out and counted. */
  SKIP,
  /** It is moved by as few octaves as bring it to a pitch of the vocabulary, and counted. */
  FOLD_OCTAVES;

  /** How {@code vocabulary.json} writes it. */
  public String label() {
    return Options.label(this);
  }
}
