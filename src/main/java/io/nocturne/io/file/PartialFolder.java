package io.nocturne.io.file;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder under a hidden name of its own, which gets its real one when it is whole.
 *
 * <p>While it is filled, its writer holds a lock on a file in it. So one that is not locked was
 * left by a kill, and the next writer of a folder of that name deletes it.
 */
public final class PartialFolder implements AutoCloseable {
  private static final String ENDING = "-[0-9a-f]{32}\\.partial";
  private static final String LOCK = ".lock";

  private final Path path;
  private final FileChannel lock;

  private PartialFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one.
   *
   * @param parent of the folder to be, which exists
   * @param name of the folder to be
   * @throws IOException if it cannot be made, in a sentence that names the parent
   */
  @MustBeClosed
  public static PartialFolder in(Path parent, String name) throws IOException {
    try {
      return next(parent, name);
    } catch (FileSystemException e) {
      throw FileProblem.of(parent, e); // Whose own text names the hidden folder.
    }
  }

  @MustBeClosed
  private static PartialFolder next(Path parent, String name) throws IOException {
    Path real = parent.toRealPath();
    deleteLeftovers(real, name);
    while (true) {
      String unique = UUID.randomUUID().toString().replace("-", "");
      Path path = real.resolve("." + name + "-" + unique + ".partial");
      TemporaryFiles.add(path); // Before it exists: this process must not take it for a leftover.
      try {
        Files.createDirectory(path);
        FileChannel lock =
            FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (Locks.acquire(lock) && Files.exists(path.resolve(LOCK))) {
          return new PartialFolder(path, lock);
        }
        lock.close(); // Another process has taken it for a leftover before it was locked.
        discard(path);
      } catch (Throwable e) {
        discard(path);
        throw e;
      }
    }
  }

  private static void discard(Path path) {
    try {
      TemporaryFiles.deleteTree(path);
    } catch (IOException e) {
      // Another process is deleting it, or it stays as a kill would have left it.
    } finally {
      TemporaryFiles.remove(path);
    }
  }

  /** Writes the content of a folder. */
  @FunctionalInterface
  public interface Filling {
    /** Writes it into a folder that is empty but for hidden files. */
    void fill(Path folder) throws IOException;
  }

  /**
   * Makes a folder with its content, whole or not at all. Folders above it are made where they are
   * missing; of a link, the folder behind it is filled.
   *
   * @param folder as {@link #requireFillable} wants it
   * @throws IOException if it cannot be written, in a sentence that names it
   */
  public static void fill(Path folder, Filling filling) throws IOException {
    requireFillable(folder);
    Path target = place(folder);
    Folders.make(target.getParent());
    // In the same parent, so that the rename stays within one file system.
    try (PartialFolder partial = of(target)) {
      try {
        filling.fill(partial.path());
        partial.replace(target);
      } catch (IOException e) {
        throw partial.named(folder, e);
      }
    }
  }

  /**
   * Fails if a folder is not new or empty, or could not be replaced by another: a file system is
   * mounted there, or it is the current folder, in which the user's shell is.
   *
   * @throws IOException in a sentence that names it
   */
  public static void requireFillable(Path folder) throws IOException {
    Folders.requireVacant(folder);
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path target = place(folder);
    if (target.equals(Path.of("").toRealPath())) {
      throw new UserIOException(
          folder + ": is the current folder, which is not replaced; name a new folder in it");
    }
    if (isMountPoint(target)) {
      throw new UserIOException(
          folder + ": is a mount point, which cannot be replaced; name a new folder in it");
    }
  }

  /** Returns whether a folder is the root of a file system, as far as can be known. */
  static boolean isMountPoint(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent == null) {
      return true;
    }
    return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
        && !Files.getAttribute(folder, "unix:dev").equals(Files.getAttribute(parent, "unix:dev"));
  }

  /** Returns a partial folder for one that is {@link #place placed}. */
  @MustBeClosed
  public static PartialFolder of(Path target) throws IOException {
    return in(target.getParent(), target.getFileName().toString());
  }

  /**
   * Returns where a folder is or will be: for a link to a folder, the folder behind it, so that the
   * link stays.
   */
  public static Path place(Path target) throws IOException {
    return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
  }

  /** Returns the hidden folder. */
  public Path path() {
    return path;
  }

  /**
   * Gives it its name.
   *
   * @param target in the same parent
   * @throws java.nio.file.FileSystemException if something else has the name by now
   */
  public void moveTo(Path target) throws IOException {
    unlock(); // Windows renames no folder with an open file in it.
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Gives it its name, in the place of an empty folder if there is one.
   *
   * @param target in the same parent
   * @throws java.nio.file.FileSystemException if the name is that of anything but an empty folder
   */
  public void replace(Path target) throws IOException {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(target); // Of folders, this deletes empty ones only.
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString()); // A move would replace a file.
    }
    moveTo(target);
  }

  /**
   * Returns a failure as its user should read it: with the target's name in place of the hidden
   * one, or before a reason that names no file.
   */
  public IOException named(Path target, IOException failure) {
    String text =
        failure instanceof FileSystemException e
            ? FileProblem.sentence(e)
            : String.valueOf(failure.getMessage());
    if (text.contains(path.toString())) {
      return new UserIOException(text.replace(path.toString(), target.toString()), failure);
    }
    return failure.getClass() == IOException.class ? FileProblem.of(target, failure) : failure;
  }

  /** Deletes it with its content if it has not got its name. */
  @Override
  public void close() throws IOException {
    try {
      unlock();
      TemporaryFiles.deleteTree(path);
    } finally {
      TemporaryFiles.remove(path);
    }
  }

  private void unlock() throws IOException {
    if (lock.isOpen()) {
      // In this order: without the file, nobody takes the folder for one that a kill has left.
      Files.deleteIfExists(path.resolve(LOCK));
      lock.close();
    }
  }

  private static void deleteLeftovers(Path parent, String name) throws IOException {
    Pattern leftover = Pattern.compile("\\." + Pattern.quote(name) + ENDING);
    List<Path> candidates;
    try (Stream<Path> files = Files.list(parent)) {
      candidates =
          files
              .filter(file -> leftover.matcher(file.getFileName().toString()).matches())
              // On Unix to close any channel of a file lets go of all locks that the process has on
              // it, so the locks of this process are not tried.
              .filter(file -> !TemporaryFiles.contains(file))
              .toList();
    }
    for (Path candidate : candidates) {
      if (isTaken(candidate)) {
        TemporaryFiles.deleteTree(candidate);
      }
    }
  }

  /**
   * Returns whether it has a lock that nobody held. It is taken with the lock's file, which its
   * writer misses if it has only just made it.
   */
  private static boolean isTaken(Path candidate) {
    Path lock = candidate.resolve(LOCK);
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null && Files.deleteIfExists(lock);
    } catch (IOException | OverlappingFileLockException e) {
      return false; // It is just being made or renamed, or is somebody else's: it stays.
    }
  }
}
