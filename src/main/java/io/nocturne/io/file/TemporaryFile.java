package io.nocturne.io.file;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file under a temporary name that its writer has locked, which shows other processes that
 * neither it nor its companions are what a kill has left.
 *
 * @param path beside the file to be
 * @param channel open and locked
 */
record TemporaryFile(Path path, FileChannel channel) implements AutoCloseable {

  /**
   * Makes one. The first one in a folder deletes what killed processes have left there.
   *
   * @param target the {@link AtomicFile#place place} of the file to be
   */
  @MustBeClosed
  static TemporaryFile open(Path target) throws IOException {
    Leftovers.deleteOnce(target.getParent());
    while (true) {
      Path path = AtomicFile.temporary(target);
      // Before it exists: this process must not open it a second time, as Leftovers would.
      TemporaryFiles.add(path);
      try {
        FileChannel channel =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (Locks.acquire(channel) && Files.exists(path)) {
          return new TemporaryFile(path, channel);
        }
        channel.close(); // Another process has taken it for a leftover before it was locked.
        TemporaryFiles.remove(path);
      } catch (Throwable e) {
        TemporaryFiles.remove(path);
        throw e;
      }
    }
  }

  /** Releases the lock, of a file that has another name by now. */
  void release() throws IOException {
    TemporaryFiles.remove(path);
    channel.close();
  }

  /** Deletes it unless it has another name by now. */
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(path); // While it is locked, so that nobody else does.
    } finally {
      release();
    }
  }
}
