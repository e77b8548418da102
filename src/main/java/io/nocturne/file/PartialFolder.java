package io.nocturne.file;

import com.google.errorprone.annotations.MustBeClosed;
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
    String unique = UUID.randomUUID().toString().replace("-", "");
    Path path = real.resolve("." + name + "-" + unique + ".partial");
    TemporaryFiles.add(path); // Before it exists: this process must not take it for a leftover.
    try {
      Files.createDirectory(path);
      FileChannel lock =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      requestLock(lock);
      return new PartialFolder(path, lock);
    } catch (Throwable e) {
      TemporaryFiles.remove(path);
      throw e;
    }
  }

  /** One for a folder that is {@link #place placed}. */
  @MustBeClosed
  public static PartialFolder of(Path target) throws IOException {
    return in(target.getParent(), target.getFileName().toString());
  }

  /**
   * Where a folder is or will be: for a link to a folder, the folder behind it, so that the link
   * stays.
   */
  public static Path place(Path target) throws IOException {
    return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
  }

  /** The hidden folder. */
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
   * A failure as its user should read it: with the target's name in place of the hidden one, or
   * before a reason that names no file.
   */
  public IOException named(Path target, IOException failure) {
    String text =
        failure instanceof FileSystemException e
            ? FileProblem.sentence(e)
            : String.valueOf(failure.getMessage());
    if (text.contains(path.toString())) {
      return new IOException(text.replace(path.toString(), target.toString()), failure);
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
      lock.close();
      Files.deleteIfExists(path.resolve(LOCK));
    }
  }

  private static void requestLock(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException e) {
      // A file system without locks: there nobody gets one, and so nothing is taken for left over.
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
      if (isLeft(candidate)) {
        TemporaryFiles.deleteTree(candidate);
      }
    }
  }

  /** Whether it has a lock that nobody holds. */
  private static boolean isLeft(Path candidate) {
    try (FileChannel channel =
        FileChannel.open(candidate.resolve(LOCK), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false; // It is just being made or renamed, or is somebody else's: it stays.
    }
  }
}
