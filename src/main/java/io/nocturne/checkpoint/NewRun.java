package io.nocturne.checkpoint;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which a run is to begin. */
final class NewRun {
  private NewRun() {}

  /** Locks it, as {@link RunFolder#reserve}. */
  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // Closed here if the folder is not vacant.
  static CheckpointWriter reserve(Path path) throws IOException {
    requireVacant(path);
    Folders.make(path);
    CheckpointWriter holder = CheckpointWriter.open(path);
    try {
      requireVacant(path); // Another process may have begun a run just now.
      return holder;
    } catch (Throwable e) {
      holder.close();
      throw e;
    }
  }

  /** Fails unless a run can begin in it, as {@link RunFolder#requireVacant}. */
  static void requireVacant(Path path) throws IOException {
    requireNoRun(path);
    if (!isBegun(path)) {
      requireNoRun(path); // Another process may have begun it meanwhile.
      Folders.requireVacant(path);
    }
  }

  static void requireNoRun(Path path) throws RunException {
    if (Files.exists(path.resolve(RunFolder.RUN_JSON))) {
      throw new RunException(path, "exists already; resume it, or choose another run folder");
    }
  }

  /** Returns whether the folder has only files that a kill at the beginning of a run leaves. */
  private static boolean isBegun(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      // Another process may make the folder from now on: what it holds then is the beginning.
      return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }
    List<Path> files;
    try (Stream<Path> children = Files.list(path)) {
      files = children.toList();
    }
    // The lock is made first, so that a vocabulary without it does not belong to a run.
    return files.isEmpty()
        || (files.stream().allMatch(NewRun::isOfBeginning)
            && Files.isRegularFile(path.resolve(RunLock.NAME)));
  }

  private static boolean isOfBeginning(Path file) {
    return file.endsWith(VocabularyFile.NAME)
        || file.endsWith(RunLock.NAME)
        || AtomicFile.target(file).filter(RunFolder::isOwn).isPresent();
  }
}
