package io.nocturne.io.file;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder under a hidden name of its own, which gets its real one when it is whole.
 *
 * <p>Its writer locks a file beside it, made before it and deleted after it. So the folder beside a
 * file that is not locked was left by a kill, and {@link Leftovers} deletes both.
 */
public final class PartialFolder implements AutoCloseable {
  private static final String ENDING = ".partial";

  private final Path path;
  private final TemporaryFile lock;

  private PartialFolder(Path path, TemporaryFile lock) {
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
  @SuppressWarnings("MustBeClosedChecker") // The lock is closed with the folder.
  private static PartialFolder next(Path parent, String name) throws IOException {
    Path target = parent.toRealPath().resolve(name);
    Leftovers.delete(target);
    TemporaryFile lock = TemporaryFile.open(target);
    Path path = Path.of(lock.path() + ENDING);
    TemporaryFiles.add(path);
    try {
      Files.createDirectory(path);
      return new PartialFolder(path, lock);
    } catch (Throwable e) {
      TemporaryFiles.remove(path);
      lock.close();
      throw e;
    }
  }

  /** Writes the content of a folder. */
  @FunctionalInterface
  public interface Filling {
    /** Writes it into a folder that is empty. */
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
    AtomicFile.forceTree(path);
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    AtomicFile.forceFolder(target.getParent());
    lock.close();
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
      TemporaryFiles.deleteTree(path);
    } finally {
      TemporaryFiles.remove(path);
      lock.close();
    }
  }
}
