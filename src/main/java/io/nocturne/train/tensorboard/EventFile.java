package io.nocturne.train.tensorboard;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.FileProblem;
import io.nocturne.io.file.Folders;
import io.nocturne.io.tfrecord.TfRecordReader;
import io.nocturne.io.tfrecord.TfRecordWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;

/** One event file: a TFRecord file of events under a name that TensorBoard knows. */
final class EventFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** The writer that the first event of each file names. */
  static final String WRITER = "io.nocturne.tensorboard";

  private static final String PREFIX = "events.out.tfevents.";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{10})\\..*");

  private final Path path;
  private final OutputStream raw;
  private final TfRecordWriter records;
  private boolean closed;

  /**
   * Writes to a stream.
   *
   * @param path the file's name in errors
   * @param raw the destination, unbuffered; closed with this file
   */
  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // This file owns its writer; close() closes it.
  EventFile(Path path, OutputStream raw) {
    this.path = path;
    this.raw = raw;
    this.records = new TfRecordWriter(new BufferedOutputStream(raw, BUFFER_BYTES));
  }

  /**
   * Creates the folder if it is missing, and in it a file that sorts after all its event files.
   *
   * @param suffix ends the file's name, as TensorFlow's {@code filename_suffix} does
   * @param epochSecond now, in seconds since 1970
   * @throws IOException naming the file or folder
   */
  @MustBeClosed
  static EventFile create(Path folder, String suffix, long epochSecond) throws IOException {
    Path path = Folders.make(folder);
    try {
      path = folder.resolve(name(Math.max(epochSecond, latestSecond(folder) + 1), suffix));
      return new EventFile(path, Files.newOutputStream(path, CREATE_NEW, WRITE));
    } catch (IOException e) {
      throw named(path, e);
    }
  }

  /** Returns a name like TensorFlow 2's, except for the count of writers in a process. */
  private static String name(long second, String suffix) {
    return "%s%010d.%s.%d.0%s"
        .formatted(PREFIX, second, host(), ProcessHandle.current().pid(), suffix);
  }

  /**
   * Returns the seconds in the name of the folder's last event file, or 0 if there is none.
   *
   * <p>TensorBoard reads a folder's files in the order of their names and never goes back, so a run
   * resumed within the same second, or after the clock was set back, must still sort last.
   */
  private static long latestSecond(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
          .max()
          .orElse(0);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // Only distinguishes files; a machine without a resolvable name is fine.
    }
  }

  /**
   * Deletes the folder's other event files whose names end like this file's and whose first event
   * says that nocturne wrote them.
   *
   * @param suffix the one that this file was created with
   * @throws IOException naming the file that cannot be deleted
   */
  void deleteOthers(String suffix) throws IOException {
    List<Path> others;
    try (Stream<Path> files = Files.list(path.getParent())) {
      others =
          files
              .filter(EventFile::isNamedAsOne)
              .filter(file -> file.getFileName().toString().endsWith(suffix))
              .filter(file -> !file.equals(path))
              .filter(EventFile::isOwn)
              .toList();
    }
    for (Path other : others) {
      try {
        Files.deleteIfExists(other);
      } catch (IOException e) {
        throw new UserIOException(
            other + ": cannot be replaced (" + reason(e) + "); delete it or log to another folder",
            e);
      }
    }
  }

  /** Returns whether nocturne wrote a file; false if it cannot be read, as after an early kill. */
  private static boolean isOwn(Path file) {
    try (TfRecordReader records = TfRecordReader.open(file)) {
      Optional<byte[]> first = records.next();
      return first.isPresent()
          && Event.parseFrom(first.get()).getSourceMetadata().getWriter().equals(WRITER);
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isNamedAsOne(Path file) {
    return file.getFileName().toString().startsWith(PREFIX);
  }

  void append(Event event) throws IOException {
    try {
      records.write(event.toByteArray());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void flush() throws IOException {
    try {
      records.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try {
      records.close();
      closed = true;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Closes without flushing: part of the buffer may have been written already. */
  private IOException failed(IOException e) {
    closed = true;
    try {
      raw.close();
    } catch (IOException suppressed) {
      e.addSuppressed(suppressed);
    }
    return named(path, e);
  }

  private static IOException named(Path path, IOException e) {
    String advice = "; make room there or log to another folder";
    return new UserIOException(path + ": cannot write events (" + reason(e) + ")" + advice, e);
  }

  private static String reason(IOException e) {
    return FileProblem.reason(e);
  }
}
