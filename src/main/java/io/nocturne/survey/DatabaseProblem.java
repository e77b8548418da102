package io.nocturne.survey;

import java.sql.SQLException;

/** What is wrong with an SQLite database, and what to do about it. */
final class DatabaseProblem {
  // SQLite's primary result codes, which are part of its interface and stay.
  private static final int BUSY = 5;
  private static final int READONLY = 8;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  private DatabaseProblem() {}

  /** A clause without the file's name. */
  static String clause(SQLException e) {
    return switch (e.getErrorCode() & 0xff) {
      case BUSY -> "is locked by another program; end it, or wait for it";
      case READONLY, CANTOPEN ->
          "may not be written, or not its folder; check who owns them and how their disk is"
              + " mounted";
      case CORRUPT -> "is damaged; put it back from a copy";
      case FULL -> "the disk is full; make room there";
      case NOTADB -> "is not a database of answers; put it back from a copy";
      default ->
          "cannot be read or written (%s); check the disk, or put it back from a copy"
              .formatted(e.getMessage());
    };
  }
}
