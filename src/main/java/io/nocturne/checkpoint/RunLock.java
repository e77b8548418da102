package io.nocturne.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a run folder for one training at a time; the system lets go of it when the process ends.
 */
final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock acquire(Path run) throws IOException {
    FileChannel channel =
        FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new RunLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held within this process: the same answer as held by another.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new RunException(
        run, "another training is writing this run; wait for it, stop it or choose another --run");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
