package io.nocturne.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that a reader, a crash or a kill sees the old content or the new one, never a
 * part: under a temporary name beside it, forced to the disk, then renamed.
 */
public final class AtomicFile {
  /** Ends the name of a file that is still being written. */
  public static final String TEMPORARY_SUFFIX = ".tmp";

  private AtomicFile() {}

  /** Replaces the file's content; its folder must exist. */
  public static void write(Path file, byte[] content) throws IOException {
    Path temporary = temporary(file);
    Files.write(temporary, content);
    replace(temporary, file);
  }

  /** The name under which to write what {@link #replace} then moves to {@code file}. */
  public static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + TEMPORARY_SUFFIX);
  }

  /** Forces a complete temporary file to the disk and gives it its name. */
  public static void replace(Path temporary, Path file) throws IOException {
    force(temporary, StandardOpenOption.WRITE);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file.toAbsolutePath().getParent());
  }

  /** Makes renames within a folder durable. */
  private static void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return; // Windows opens no folder as a file and keeps its metadata in a journal.
    }
    force(folder, StandardOpenOption.READ);
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
