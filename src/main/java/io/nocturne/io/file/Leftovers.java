package io.nocturne.io.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The temporary files that killed writers of an {@link AtomicFile} have left. */
final class Leftovers {
  private Leftovers() {}

  /** Deletes those of a file, given by its {@link AtomicFile#place place}. */
  static void delete(Path target) throws IOException {
    String name = target.getFileName().toString();
    List<Path> candidates;
    try (Stream<Path> files = Files.list(target.getParent())) {
      candidates =
          files.filter(one -> AtomicFile.target(one).filter(name::equals).isPresent()).toList();
    }
    for (Path candidate : candidates) {
      // On Unix to close any channel of a file lets go of all locks that the process has on it, so
      // this process's own files are not opened.
      if (candidate.toString().endsWith(".tmp") && !TemporaryFiles.contains(candidate)) {
        deleteUnlessLocked(candidate, candidates);
      }
    }
  }

  private static void deleteUnlessLocked(Path temporary, List<Path> candidates) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        for (Path candidate : candidates) {
          if (candidate.toString().startsWith(temporary.toString())) { // Itself or a companion.
            Files.deleteIfExists(candidate);
          }
        }
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Its writer has just renamed it, or it is somebody else's: it stays, and harms nobody.
    }
  }
}
