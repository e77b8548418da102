package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;

/** Reads event files without the code that writes them, down to a CRC of its own. */
final class EventFrames {
  private EventFrames() {}

  /** The events of a folder's only file. */
  static List<Event> inFolder(Path folder) throws IOException {
    return inFile(onlyFile(folder));
  }

  static Path onlyFile(Path folder) throws IOException {
    List<Path> files = files(folder);
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  /** The folder's files in the order of their names, as TensorBoard reads them. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  static List<Event> inFile(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = take(bytes, 8);
      byte[] payload =
          take(bytes, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      events.add(Event.parseFrom(payload));
    }
    return events;
  }

  private static byte[] take(ByteBuffer bytes, int count) {
    byte[] taken = new byte[count];
    bytes.get(taken);
    assertThat(bytes.getInt()).as("masked CRC").isEqualTo(maskedCrc(taken));
    return taken;
  }

  /** Bit by bit from the polynomial of CRC-32C, reversed: 0x82f63b78. */
  private static int maskedCrc(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    crc = ~crc;
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }
}
