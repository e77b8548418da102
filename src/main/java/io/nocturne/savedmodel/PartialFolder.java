package io.nocturne.savedmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder under a hidden name of its own, which gets its real one when it is whole.
 *
 * @param path the hidden folder
 */
record PartialFolder(Path path) {

  /** Makes one inside a folder of the file system that it is to be on. */
  static PartialFolder in(Path parent) throws IOException {
    return new PartialFolder(
        Files.createDirectory(parent.resolve(".saved_model-" + UUID.randomUUID())));
  }

  /**
   * Gives it its name.
   *
   * @param target in the same parent
   * @throws java.nio.file.FileSystemException if something else has the name by now
   */
  void moveTo(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Deletes it with its content.
   *
   * @param failure the reason; is told of what cannot be deleted
   */
  void discard(Throwable failure) {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
