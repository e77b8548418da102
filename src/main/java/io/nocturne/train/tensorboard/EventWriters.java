package io.nocturne.train.tensorboard;

import java.io.IOException;

/**
 * Writers to the two folders of Keras's callback.
 *
 * @param train for the training windows
 * @param validation for the validation windows
 */
record EventWriters(EventWriter train, EventWriter validation) implements AutoCloseable {

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
