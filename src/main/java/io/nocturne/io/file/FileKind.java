package io.nocturne.io.file;

import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kinds of things that have a name where a file is expected. */
final class FileKind {
  private FileKind() {}

  /** Fails, in a sentence that names it, if a folder has the name. */
  static void requireNoFolder(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UserIOException(file + ": is a folder; name a file");
    }
  }

  /** Returns whether it is there, but is neither a regular file nor a folder. */
  static boolean isPipeOrDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }
}
