package io.nocturne.midi;

/** Counts how often something was found in a track, and remembers where it was first. */
final class Occurrences {

  private long count;
  private int first;

  void add(int offset) {
    if (count++ == 0) {
      first = offset;
    }
  }

  void clear() {
    count = 0;
  }

  long count() {
    return count;
  }

  /** Returns the offset of the first; 0 if there is none. */
  int first() {
    return first;
  }
}
