package io.nocturne.io.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The temporary files that killed writers of an {@link AtomicFile} have left. */
final class Leftovers {
  /** Folders that this process has looked at: to list them for each of many files would be slow. */
  private static final Set<Path> SEEN = ConcurrentHashMap.newKeySet();

  private Leftovers() {}

  /** Deletes those of any file of a folder, the first time that this process writes there. */
  static void deleteOnce(Path folder) throws IOException {
    if (SEEN.add(folder)) {
      delete(folder, name -> true);
    }
  }

  /** Deletes those of a file, given by its {@link AtomicFile#place place}. */
  static void delete(Path target) throws IOException {
    delete(target.getParent(), target.getFileName().toString()::equals);
  }

  private static void delete(Path folder, Predicate<String> which) throws IOException {
    List<Path> candidates;
    try (Stream<Path> files = Files.list(folder)) {
      candidates = files.filter(one -> AtomicFile.target(one).filter(which).isPresent()).toList();
    }
    for (Path candidate : candidates) {
      // On Unix to close any channel of a file lets go of all locks that the process has on it, so
      // this process's own files are not opened.
      if (candidate.toString().endsWith(".tmp") && !TemporaryFiles.contains(candidate)) {
        deleteUnlessLocked(candidate, candidates);
      }
    }
  }

  /** Deletes it after its companions, so that a kill in between leaves it to the next process. */
  private static void deleteUnlessLocked(Path temporary, List<Path> candidates) {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        for (Path candidate : candidates) {
          if (candidate.toString().startsWith(temporary + ".")) {
            TemporaryFiles.deleteTree(candidate);
          }
        }
        Files.deleteIfExists(temporary);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Its writer has just renamed it, or it is somebody else's: it stays, and harms nobody.
    }
  }
}
