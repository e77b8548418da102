package io.nocturne.io.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The temporary files and folders that this process is writing, so that a program that is stopped
 * in the middle can take them away. A kill that cannot be caught leaves them.
 */
public final class TemporaryFiles {
  private static final Set<Path> BEING_WRITTEN = ConcurrentHashMap.newKeySet();

  private TemporaryFiles() {}

  static void add(Path path) {
    BEING_WRITTEN.add(path.toAbsolutePath());
  }

  static void remove(Path path) {
    BEING_WRITTEN.remove(path.toAbsolutePath());
  }

  /** Returns whether this process is writing a file. */
  static boolean contains(Path path) {
    return BEING_WRITTEN.contains(path.toAbsolutePath());
  }

  /**
   * Deletes them, folders with their content. To be called when the process ends: whoever is still
   * writing one of them fails.
   */
  public static void deleteAll() {
    for (Path path : BEING_WRITTEN) {
      try {
        deleteTree(path);
      } catch (IOException e) {
        // Left as a kill would have left it: hidden, and known by its name.
      }
    }
  }

  /** Deletes a file, or a folder with its content, if it is there. */
  static void deleteTree(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.deleteIfExists(path);
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(path)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
