package io.nocturne.io.file;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserIOException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that is written so that a reader, a crash or a kill sees the old content or the new one,
 * never a part: under a temporary name beside it, forced to the disk, then renamed.
 *
 * <p>No two writers share a temporary name. A write that fails deletes its temporary file, as
 * {@link TemporaryFiles#deleteAll} does; a kill leaves it, hidden and known by {@link #target}, for
 * the next process that writes to the folder. Its writer holds a lock on it until it has its name,
 * which shows other processes that it is not a leftover.
 */
public final class AtomicFile implements AutoCloseable {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)-[0-9a-f]{32}\\.tmp(\\..+)?");

  /** The maximum number of links to follow, that of Linux. */
  private static final int MAX_LINKS = 40;

  private final Path named;
  private final Path file;
  private final TemporaryFile temporary;

  private AtomicFile(Path named, Path file, TemporaryFile temporary) {
    this.named = named;
    this.file = file;
    this.temporary = temporary;
  }

  /**
   * Begins to write a file, which keeps its content until {@link #commit}.
   *
   * @param file in a folder that exists; of a link, the file behind it is written
   * @throws IOException if it cannot be written, in a sentence that names it
   */
  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // The temporary file is closed with this one.
  public static AtomicFile open(Path file) throws IOException {
    FileKind.requireNoFolder(file);
    if (FileKind.isPipeOrDevice(file)) {
      // The rename would take the device's place.
      throw new UserIOException(file + ": is a pipe or a device; name a file");
    }
    try {
      Path place = place(file);
      return new AtomicFile(file, place, TemporaryFile.open(place));
    } catch (IOException e) {
      throw FileProblem.of(file, e); // Whose own text names the temporary file.
    }
  }

  /**
   * Returns where a file is or will be, one path whatever way leads to it; of a link, the place of
   * the file behind it.
   *
   * @param file in a folder that exists
   */
  public static Path place(Path file) throws IOException {
    if (Files.exists(file)) {
      return file.toRealPath();
    }
    Path target = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target.getParent().toRealPath().resolve(target.getFileName());
  }

  /**
   * Replaces a file's content. A target that is not a regular file, such as a pipe, is written to
   * directly.
   *
   * @throws IOException if it cannot be written, in a sentence that names it
   */
  public static void write(Path file, byte[] content) throws IOException {
    FileKind.requireNoFolder(file);
    if (FileKind.isPipeOrDevice(file)) {
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
   * Writes a file unless there is one. It appears with its content, and of two processes that write
   * it at the same time one succeeds.
   *
   * @param file in a folder that exists
   * @return whether it was written
   * @throws IOException if it cannot be written, in a sentence that names it
   */
  public static boolean writeNew(Path file, byte[] content) throws IOException {
    try (AtomicFile atomic = open(file)) {
      atomic.out().write(content);
      return atomic.commitNew();
    }
  }

  /**
   * Returns the stream of the content; unbuffered. Closing it closes nothing, so that the file
   * stays locked until it has its name. Its errors name the file.
   */
  public OutputStream out() {
    return new NamedOutputStream(
        named, new Unclosed(Channels.newOutputStream(temporary.channel())));
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** Forces to the disk what was written, so that {@link #commit} has only to rename. */
  public void force() throws IOException {
    try {
      temporary.channel().force(true);
    } catch (IOException e) {
      throw FileProblem.of(named, e);
    }
  }

  /** Gives the content its name; nothing can be written after it. */
  public void commit() throws IOException {
    try {
      temporary.channel().force(true);
      if (WINDOWS) {
        temporary.channel().close(); // Windows renames no open file.
      }
      move(temporary.path(), file);
      temporary.release();
      forceFolder(file.getParent());
    } catch (IOException e) {
      throw FileProblem.of(named, e);
    }
  }

  /** Gives the content its name unless a file has it; nothing can be written after it. */
  private boolean commitNew() throws IOException {
    try {
      temporary.channel().force(true);
      Files.createLink(file, temporary.path());
      forceFolder(file.getParent());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // This file system has no links. Between the two steps another process may be overwritten.
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      commit();
      return true;
    } catch (IOException e) {
      throw FileProblem.of(named, e);
    }
  }

  /** Deletes what was not committed. */
  @Override
  public void close() throws IOException {
    temporary.close();
  }

  /**
   * Returns a name for a file that other code writes and {@link #replace} then moves to {@code
   * file}; it may be lengthened by a suffix that begins with a dot.
   */
  public static Path temporary(Path file) {
    String unique = UUID.randomUUID().toString().replace("-", "");
    return file.resolveSibling("." + file.getFileName() + "-" + unique + ".tmp");
  }

  /**
   * Returns the name that a temporary file is to get, by its own; empty if it is not a temporary
   * file.
   */
  public static Optional<String> target(Path temporary) {
    Matcher name = TEMPORARY.matcher(temporary.getFileName().toString());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /**
   * Returns a name for a file that other code writes while this one is open. Whoever has it written
   * deletes it; after a kill it is a leftover of this file.
   *
   * @param suffix begins with a dot
   */
  public Path companion(String suffix) {
    return Path.of(temporary.path() + suffix);
  }

  /**
   * Deletes what killed writers have left of a file. A writer that is at work holds a lock on its
   * temporary file, so that the files of other processes stay.
   *
   * @param file in a folder that exists
   */
  public static void deleteLeftovers(Path file) throws IOException {
    Leftovers.delete(place(file));
  }

  /**
   * Forces a complete temporary file, which other code has written and closed, to the disk and
   * gives it its name.
   */
  public static void replace(Path temporary, Path file) throws IOException {
    force(temporary, StandardOpenOption.WRITE);
    move(temporary, file);
    forceFolder(file.toAbsolutePath().getParent());
  }

  private static void move(Path temporary, Path file) throws IOException {
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems know no better.
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes renames within a folder durable. */
  static void forceFolder(Path folder) throws IOException {
    if (!WINDOWS) { // It opens no folder as a file and keeps its metadata in a journal.
      force(folder, StandardOpenOption.READ);
    }
  }

  /** Forces a folder with its content to the disk. */
  static void forceTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isDirectory(file)) {
          forceFolder(file);
        } else {
          force(file, StandardOpenOption.WRITE);
        }
      }
    }
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
