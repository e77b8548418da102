package io.nocturne.io.archive;

import java.io.IOException;

/** Damage of an archive, in words. */
final class Damage {
  private Damage() {}

  /** Returns what is wrong, as a clause. Where data ends early, Java often says nothing. */
  static String clause(IOException failure) {
    return failure.getMessage() == null ? "its data ends early" : failure.getMessage();
  }

  /** Returns an exception whose message is a clause. */
  static IOException worded(IOException failure) {
    return failure.getMessage() == null ? new IOException(clause(failure), failure) : failure;
  }
}
