package io.nocturne.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A folder under a hidden name of its own, which gets its real one when it is whole.
 *
 * @param path the hidden folder
 */
public record PartialFolder(Path path) {

  /** Makes one inside a folder of the file system that it is to be on. */
  public static PartialFolder in(Path parent) throws IOException {
    try {
      Path path = Files.createDirectory(parent.resolve(".partial-" + UUID.randomUUID()));
      TemporaryFiles.add(path);
      return new PartialFolder(path);
    } catch (FileSystemException e) {
      throw FileProblem.of(parent, e); // Whose own text names the hidden folder.
    }
  }

  /**
   * Where a folder is or will be: for a link to a folder, the folder behind it, so that the link
   * stays.
   */
  public static Path place(Path target) throws IOException {
    return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
  }

  /**
   * Gives it its name.
   *
   * @param target in the same parent
   * @throws java.nio.file.FileSystemException if something else has the name by now
   */
  public void moveTo(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    TemporaryFiles.remove(path);
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
   * Deletes it with its content.
   *
   * @param failure the reason; is told of what cannot be deleted
   */
  public void discard(Throwable failure) {
    try {
      TemporaryFiles.deleteTree(path);
      TemporaryFiles.remove(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
