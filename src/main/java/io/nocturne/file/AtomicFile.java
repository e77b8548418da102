package io.nocturne.file;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file that is written so that a reader, a crash or a kill sees the old content or the new one,
 * never a part: under a temporary name beside it, forced to the disk, then renamed.
 *
 * <p>No two writers share a temporary name. A write that fails deletes its temporary file, as
 * {@link TemporaryFiles#deleteAll} does; a kill leaves it, hidden and known by {@link
 * #isTemporary}.
 */
public final class AtomicFile implements AutoCloseable {
  private static final Pattern TEMPORARY = Pattern.compile("\\..+-[0-9a-f]{32}\\.tmp(\\..+)?");

  private final Path named;
  private final Path file;
  private final Path temporary;
  private final FileChannel channel;

  private AtomicFile(Path named, Path file, Path temporary, FileChannel channel) {
    this.named = named;
    this.file = file;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Begins to write a file, which keeps its content until {@link #commit}.
   *
   * @param file in a folder that exists; of a link, the file behind it is written
   * @throws IOException if it cannot be written, in a sentence that names it
   */
  @MustBeClosed
  public static AtomicFile open(Path file) throws IOException {
    requireNoFolder(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // The rename would take the device's place.
      throw new IOException(file + ": is a pipe or a device; name a file");
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path temporary = temporary(target);
    FileChannel channel;
    try {
      channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw FileProblem.of(file, e); // Whose own text names the temporary file.
    }
    TemporaryFiles.add(temporary);
    return new AtomicFile(file, target, temporary, channel);
  }

  private static void requireNoFolder(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder; name a file");
    }
  }

  /**
   * Replaces a file's content. A target that is not a regular file, such as a pipe, is written to
   * directly.
   *
   * @throws IOException if it cannot be written, in a sentence that names it
   */
  public static void write(Path file, byte[] content) throws IOException {
    requireNoFolder(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = new NamedOutputStream(file, Files.newOutputStream(file))) {
        out.write(content);
      }
      return;
    }
    try (AtomicFile atomic = open(file)) {
      atomic.out().write(content);
      atomic.commit();
    }
  }

  /**
   * Where the content goes; unbuffered. It may be closed before this is, and is closed with it. Its
   * errors name the file.
   */
  public OutputStream out() {
    return new NamedOutputStream(named, Channels.newOutputStream(channel));
  }

  /** Forces to the disk what was written, so that {@link #commit} has only to rename. */
  public void force() throws IOException {
    try {
      force(temporary, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw FileProblem.of(named, e);
    }
  }

  /** Gives the content its name; nothing can be written after it. */
  public void commit() throws IOException {
    try {
      channel.close(); // Windows renames no open file.
      replace(temporary, file);
    } catch (IOException e) {
      throw FileProblem.of(named, e);
    }
  }

  /** Deletes what was not committed. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(temporary);
      TemporaryFiles.remove(temporary);
    }
  }

  /**
   * A name for a file that other code writes and {@link #replace} then moves to {@code file}; it
   * may be lengthened by a suffix that begins with a dot.
   */
  public static Path temporary(Path file) {
    String unique = UUID.randomUUID().toString().replace("-", "");
    return file.resolveSibling("." + file.getFileName() + "-" + unique + ".tmp");
  }

  /** Whether a file is one that is still being written, or that a kill has left. */
  public static boolean isTemporary(Path file) {
    return TEMPORARY.matcher(file.getFileName().toString()).matches();
  }

  /** Forces a complete temporary file to the disk and gives it its name. */
  public static void replace(Path temporary, Path file) throws IOException {
    force(temporary, StandardOpenOption.WRITE);
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems know no better.
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
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
