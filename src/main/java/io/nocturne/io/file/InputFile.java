package io.nocturne.io.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is read from its beginning to its end. Reading a folder fails in Java without its
 * name, opening a pipe waits until somebody writes to it, and a device may never end: none of them
 * is opened here.
 */
public final class InputFile {
  /** The maximum size of an array. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private InputFile() {}

  /**
   * Opens a file, unbuffered.
   *
   * @throws FileSystemException if there is no such file, or it may not be read
   * @throws IOException if it is a folder, a pipe or a device, in a sentence that names it
   */
  public static InputStream open(Path file) throws IOException {
    requireRegular(file);
    return Files.newInputStream(file);
  }

  /**
   * Returns the whole content of a file.
   *
   * @throws FileSystemException if there is no such file, or it may not be read
   * @throws IOException if it is a folder, a pipe or a device, or larger than 2 GB, or the disk
   *     fails, in a sentence that names it
   */
  public static byte[] bytes(Path file) throws IOException {
    requireRegular(file);
    if (Files.size(file) > MAX_BYTES) {
      throw new UserIOException(
          file + ": is larger than 2 GB, which such a file never is; check the path");
    }
    try {
      return Files.readAllBytes(file);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  /**
   * Returns the whole content of a text in UTF-8.
   *
   * @throws IOException as {@link #bytes} does, or if it is in another encoding
   */
  public static String text(Path file) throws IOException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
    } catch (CharacterCodingException e) {
      throw new UserIOException(file + ": is not text in UTF-8; save it as UTF-8", e);
    }
  }

  /**
   * Fails if something other than a file has this name. That nothing has it is left to whoever
   * opens it.
   */
  public static void requireRegular(Path file) throws IOException {
    FileKind.requireNoFolder(file);
    if (FileKind.isPipeOrDevice(file)) {
      throw new UserIOException(
          file + ": is a pipe or a device; copy its content to a file and name that");
    }
  }
}
