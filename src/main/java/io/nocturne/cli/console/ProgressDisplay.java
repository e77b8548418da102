package io.nocturne.cli.console;

/** The progress of some work. Closing it removes a bar from the screen. */
public interface ProgressDisplay extends AutoCloseable {

  /**
   * Shows the number of finished steps.
   *
   * @param done the number of finished steps, never lower than before
   * @param detail more to show, such as "loss 3.21"; may be empty
   */
  void update(long done, String detail);

  /** Shows the number of finished steps. */
  default void update(long done) {
    update(done, "");
  }

  @Override
  void close();
}
