package io.nocturne.io.file;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * The locks that tell a temporary file that is being written from one that a kill has left. On
 * Unix, to close any channel of a file releases all locks that the process has on it, so a locked
 * file must not be opened a second time.
 */
final class Locks {
  private Locks() {}

  /**
   * Locks a file until its channel is closed.
   *
   * @return false if another process holds the lock
   */
  static boolean acquire(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      return true; // This file system has no locks, so that nobody else gets one either.
    }
  }
}
