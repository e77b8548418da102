package io.nocturne.corpus.embedded;

/**
 * A place in a score text, which an error names.
 *
 * @param resource the text's name
 * @param line from 1
 * @param bar as the text numbers it
 */
record ScorePlace(String resource, int line, int bar) {

  /** Returns the same line, some bars further on. */
  ScorePlace plusBars(int bars) {
    return new ScorePlace(resource, line, bar + bars);
  }

  /** Returns an error at this place, for the caller to throw. */
  IllegalArgumentException error(String what) {
    return new IllegalArgumentException(
        resource + ", line " + line + ", bar " + bar + ": " + what + "; correct the score text");
  }
}
