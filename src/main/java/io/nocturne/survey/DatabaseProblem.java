package io.nocturne.survey;

import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.NativeLibraryNotFoundException;

/** Explains errors of an SQLite database, and what to do about them. */
final class DatabaseProblem {
  // SQLite's primary result codes, which are part of its interface and stay.
  private static final int BUSY = 5;
  private static final int READONLY = 8;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  private DatabaseProblem() {}

  /**
   * Returns a sentence that names the database, or the folder that SQLite itself is unpacked to.
   */
  static IOException of(Path file, SQLException e) {
    return e.getCause() instanceof NativeLibraryNotFoundException
        ? noLibrary(e)
        : new UserIOException(file + ": " + clause(e), e);
  }

  /** Returns whether the database, or the files beside it, could not be opened for writing. */
  static boolean isAboutWriting(SQLException e) {
    int code = code(e);
    return code == READONLY || code == CANTOPEN;
  }

  /** The driver unpacks SQLite again with each start, and does not say why it could not. */
  private static IOException noLibrary(SQLException e) {
    String folder = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
    return new UserIOException(
        "%s: SQLite's native library, 2 MB, cannot be unpacked or loaded there; make room, or name another folder with JAVA_OPTS=-Dorg.sqlite.tmpdir=FOLDER"
            .formatted(folder),
        e);
  }

  private static int code(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  private static String clause(SQLException e) {
    return switch (code(e)) {
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
