package io.nocturne.cli.console;

/** How far some work is. Closing it takes a bar off the screen. */
public interface ProgressDisplay extends AutoCloseable {

  /**
   * Tells how much is done.
   *
   * @param done steps done so far, never fewer than before
   * @param detail what else to show, such as "loss 3.21"; may be empty
   */
  void update(long done, String detail);

  /** Tells how much is done. */
  default void update(long done) {
    update(done, "");
  }

  @Override
  void close();
}
