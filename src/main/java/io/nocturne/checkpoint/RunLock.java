package io.nocturne.checkpoint;

import io.nocturne.base.UserIOException;
import io.nocturne.io.file.FileProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Locks a run folder for one training at a time; the system releases it when the process ends. */
final class RunLock implements AutoCloseable {
  static final String NAME = "lock";

  /**
   * The runs that this process holds. On Unix, closing any channel of a file releases all locks of
   * the process on it, so the file of a held lock must not be opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private RunLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Locks a run.
   *
   * @param run a folder that exists
   * @throws RunException if this process or another holds it
   */
  static RunLock acquire(Path run) throws IOException {
    Path key = run.toRealPath();
    if (!HELD.add(key)) {
      throw isHeld(run);
    }
    try {
      FileChannel channel =
          FileChannel.open(key.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        requireLock(run, channel);
        return new RunLock(key, channel);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    } catch (Throwable e) {
      HELD.remove(key);
      throw e;
    }
  }

  private static void requireLock(Path run, FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (IOException e) {
      throw new UserIOException(
          run.resolve(NAME)
              + ": cannot be locked ("
              + FileProblem.reason(e)
              + "); choose a run folder on another file system",
          e);
    }
    if (lock == null) {
      throw isHeld(run);
    }
  }

  private static RunException isHeld(Path run) {
    return new RunException(
        run,
        "another training is writing this run; wait for it, stop it or choose another run folder");
  }

  /** Returns whether it is not closed yet. */
  boolean isHeld() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD.remove(key);
    }
  }
}
