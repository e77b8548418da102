package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.Event;

class EventFileTest {
  private static final Event EVENT = Event.newBuilder().setStep(1).build();

  private final FullDisk disk = new FullDisk();

  @Test
  void namesTheFileWhoseWriteFailed() throws IOException {
    try (EventFile file = new EventFile(Path.of("train", "events"), disk)) {
      file.append(EVENT);
      assertThatThrownBy(file::flush)
          .isInstanceOf(IOException.class)
          .hasMessage(
              Path.of("train", "events")
                  + ": cannot write events (the disk is full);"
                  + " make room there or log to another folder");
    }
  }

  @Test
  void writesNoSecondTimeWhatMayBeThereInPart() throws IOException {
    try (EventFile file = new EventFile(Path.of("events"), disk)) {
      file.append(EVENT);
      assertThatThrownBy(file::flush).isInstanceOf(IOException.class);
    }
    assertThat(disk.writes).isEqualTo(1);
    assertThat(disk.closed).isTrue();
  }

  @Test
  void reportsThatItsLastBytesCouldNotBeWritten() throws IOException {
    try (EventFile file = new EventFile(Path.of("events"), disk)) {
      file.append(EVENT);
      assertThatThrownBy(file::close)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("events: cannot write events (the disk is full)");
      assertThat(file.isClosed()).isTrue();
    }
  }

  private static final class FullDisk extends OutputStream {
    private int writes;
    private boolean closed;

    @Override
    public void write(int b) throws IOException {
      writes++;
      throw new IOException("No space left on device");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
