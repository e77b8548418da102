package io.nocturne.io.file;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hidden folder in the folder of a result, with what is finished of long work. It stays after a
 * failure or a kill, so that the same work can be resumed.
 *
 * <p>Its user holds a lock on a file in it, so that no two processes work on one result.
 */
public final class WorkFolder implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path result;
  private final Path path;
  private final FileChannel lock;
  private final boolean madeResult;

  private WorkFolder(Path result, Path path, FileChannel lock, boolean madeResult) {
    this.result = result;
    this.path = path;
    this.lock = lock;
    this.madeResult = madeResult;
  }

  /**
   * Opens a work folder, with what an earlier process left in it.
   *
   * @param result the folder of the result, made if it is missing
   * @param name of the work folder, which begins with a dot
   * @throws IOException if it cannot be made, or another process works on the same result, in a
   *     sentence that names it
   */
  @MustBeClosed
  public static WorkFolder in(Path result, String name) throws IOException {
    boolean missing = Files.notExists(result);
    Folders.make(result);
    Path path = result.resolve(name);
    try {
      Files.createDirectories(path);
      FileChannel lock =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (acquire(lock)) {
        return new WorkFolder(result, path, lock, missing);
      }
      lock.close();
    } catch (FileSystemException e) {
      throw FileProblem.of(path, e);
    }
    throw new UserIOException(
        result + ": another process is writing to this folder; wait for it, or choose another");
  }

  private static boolean acquire(FileChannel lock) {
    try {
      return Locks.acquire(lock);
    } catch (OverlappingFileLockException e) {
      return false; // This process has it.
    }
  }

  /** Returns the folder. */
  public Path path() {
    return path;
  }

  /** Deletes it with its content, when the work is done. */
  public void delete() throws IOException {
    try (Stream<Path> content = Files.list(path)) {
      for (Path file : (Iterable<Path>) content.filter(one -> !isLock(one))::iterator) {
        TemporaryFiles.deleteTree(file);
      }
    }
  }

  private static boolean isLock(Path file) {
    return file.getFileName().toString().equals(LOCK);
  }

  /** Lets others use it. What is in it stays; if nothing is, the folders that were made go. */
  @Override
  public void close() throws IOException {
    if (!lock.isOpen()) {
      return;
    }
    if (isVacant()) {
      Files.deleteIfExists(path.resolve(LOCK)); // While it is locked, so that nobody else has it.
      lock.close();
      Files.deleteIfExists(path);
      if (madeResult) {
        deleteIfEmpty(result);
      }
    } else {
      lock.close();
    }
  }

  private boolean isVacant() throws IOException {
    try (Stream<Path> content = Files.list(path)) {
      return content.allMatch(WorkFolder::isLock);
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    List<Path> content;
    try (Stream<Path> files = Files.list(folder)) {
      content = files.limit(1).toList();
    }
    if (content.isEmpty()) {
      Files.delete(folder);
    }
  }
}
