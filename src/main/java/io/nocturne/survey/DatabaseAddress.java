package io.nocturne.survey;

import java.nio.file.Path;

/** How the SQLite driver is told which database to open. */
final class DatabaseAddress {
  private DatabaseAddress() {}

  /**
   * A JDBC URL. It names the file by a URI, as the driver would take a {@code ?} in a plain path
   * for the beginning of settings.
   *
   * @param mode a parameter of SQLite's URIs, such as {@code mode=ro}
   */
  static String of(Path file, String mode) {
    return "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + "?" + mode;
  }
}
