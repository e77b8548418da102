package io.nocturne.io.file;

import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders that are written to: made if they are missing, and looked at before long work. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder, and those above it, where they are missing.
   *
   * @return the folder
   * @throws IOException if it cannot be made, in a sentence that names what stands in the way
   */
  public static Path make(Path folder) throws IOException {
    requireNoFile(folder);
    try {
      return Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      // A link that leads nowhere, or a file that came meanwhile.
      throw new UserIOException(e.getFile() + ": is not a folder; choose another place", e);
    } catch (FileSystemException e) {
      throw new UserIOException(FileProblem.sentence(e), e);
    }
  }

  /**
   * Makes the folder that a file is to be in.
   *
   * @return the file
   */
  public static Path makeParent(Path file) throws IOException {
    make(parent(file));
    return file;
  }

  /**
   * Fails if files could not be written to a folder, which may be missing still. It makes nothing,
   * so it can be asked before the work, which is not lost then. That it does not fail promises
   * nothing: disks fill.
   *
   * @throws IOException in a sentence that names what stands in the way
   */
  public static void requireWritable(Path folder) throws IOException {
    requireNoFile(folder);
    Path path = folder.toAbsolutePath().normalize();
    Path there = path;
    while (there != null && Files.notExists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    if (there != null && Files.isDirectory(there) && !Files.isWritable(there)) {
      throw new UserIOException(
          (there.equals(path) ? folder : there)
              + ": may not be written; check who owns it and how its disk is mounted, or choose"
              + " another place");
    }
  }

  /**
   * Fails if a file could not be written, before work begins.
   *
   * @throws IOException in a sentence, also if a folder has the file's name
   */
  public static void requireWritableFile(Path file) throws IOException {
    FileKind.requireNoFolder(file);
    if (FileKind.isPipeOrDevice(file)) {
      return; // It is written to directly.
    }
    requireWritable(Files.isSymbolicLink(file) ? linked(file).getParent() : parent(file));
  }

  private static Path linked(Path link) throws IOException {
    try {
      return AtomicFile.place(link);
    } catch (IOException e) {
      throw FileProblem.of(link, e);
    }
  }

  /**
   * Fails if a folder is not new or empty.
   *
   * @throws IOException in a sentence that names what stands in the way
   */
  public static void requireVacant(Path folder) throws IOException {
    requireNoFile(folder);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new UserIOException(
              folder + ": the folder is not empty; name another one or delete this one first");
        }
      }
    }
  }

  /** Returns a path as the user named it. */
  private static Path parent(Path file) {
    return file.getParent() == null ? Path.of(".") : file.getParent();
  }

  private static void requireNoFile(Path folder) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    for (Path part = path; part != null; part = part.getParent()) {
      if (Files.exists(part) && !Files.isDirectory(part)) {
        String which = part.equals(path) ? "" : part.getFileName() + " ";
        throw new UserIOException(
            folder + ": " + which + "is a file, not a folder; choose another place");
      }
    }
  }
}
