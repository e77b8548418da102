package io.nocturne.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
