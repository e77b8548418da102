package io.nocturne.train.tensorboard;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Keras's two folders of a run.
 *
 * @param train of what comes of learning
 * @param validation of what comes of validating
 */
record EventWriters(EventWriter train, EventWriter validation) implements AutoCloseable {

  /** A writer of a folder that begins, or goes on, with this step. */
  @MustBeClosed
  static EventWriter open(Path folder, long firstStep, Clock clock) {
    return firstStep == 0
        ? EventWriter.start(folder, clock)
        : EventWriter.resume(folder, firstStep, clock);
  }

  void flush() throws IOException {
    train.flush();
    validation.flush();
  }

  @Override
  public void close() throws IOException {
    try (validation) {
      train.close();
    }
  }
}
