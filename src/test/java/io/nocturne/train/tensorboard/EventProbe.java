package io.nocturne.train.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Writes one event of each kind that TensorFlow's own summary writer can write, too. */
final class EventProbe {
  private EventProbe() {}

  /**
   * Writes the events.
   *
   * @param arguments the folder, a PNG file and a WAV file
   */
  public static void main(String[] arguments) throws IOException {
    try (EventWriter writer = EventWriter.start(Path.of(arguments[0]), Clock.systemUTC())) {
      writer.scalar("scalar", 3, 0.75);
      writer.text("text", 3, "| a |");
      writer.histogram("histogram", 3, new float[] {0, 1, 1, 2.5f, -7, 3});
      writer.histogram("same", 3, new float[] {2, 2, 2});
      writer.histogram("none", 3, new float[0]);
      writer.image("image", 3, Files.readAllBytes(Path.of(arguments[1])));
      writer.audio("audio", 3, Files.readAllBytes(Path.of(arguments[2])));
      writer.kerasModel("keras", "{}");
    }
  }
}
