package io.nocturne.survey;

import java.nio.file.Path;

/** Addresses of databases in the form of the SQLite driver. */
final class DatabaseAddress {
  private DatabaseAddress() {}

  /**
   * Returns a JDBC URL. It names the file by a URI, as the driver would take a {@code ?} in a plain
   * path for the beginning of settings.
   *
   * @param mode a parameter of SQLite's URIs, such as {@code mode=ro}
   */
  static String of(Path file, String mode) {
    return "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + "?" + mode;
  }
}
