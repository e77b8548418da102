package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog.SessionStatus;

class EventWriterTest {
  /**
   * What tensorboard 2.21.0 makes of the same events: its proto classes serialized and framed by
   * its {@code RecordWriter}, its tensors from {@code make_tensor_proto}. In order: version, start
   * at step 3, scalar, text, graph.
   */
  private static final String GOLDEN =
      "33000000000000000ca720560900001040fc54d9411a0d627261696e2e4576656e743a32"
          + "52190a17696f2e6e6f637475726e652e74656e736f72626f617264e9f6f748"
          + "0f000000000000006d532b090900001040fc54d94110033a0208019481124c"
          + "36000000000000004f578cef0900001040fc54d94110072a290a270a0a65706f63685f6c6f7373"
          + "420a080112002a040000403f4a0d0a090a077363616c617273200186b9429a"
          + "3500000000000000d6c55de60900001040fc54d9412a2a0a280a0d636f6e66696775726174696f6e"
          + "420b0807120042057c2061207c4a0a0a060a047465787420026ea1a4c2"
          + "0d000000000000003c37b8340900001040fc54d94122020a0080223f8b";

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock(Instant.parse("2023-11-14T22:13:20.250Z"));

  @Test
  void writesTheBytesThatTensorBoardsOwnWriterWrites() throws IOException {
    try (EventWriter writer = EventWriter.resume(folder, 3, clock)) {
      writer.scalar("epoch_loss", 7, 0.75);
      writer.text("configuration", 0, "| a |");
      writer.graph(new byte[] {0x0a, 0x00});
    }
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(EventFrames.onlyFile(folder))))
        .isEqualTo(GOLDEN);
  }

  @Test
  void beginsARunThatStartsAtStepZero() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      writer.scalar("epoch_loss", 5, 1);
    }
    Event second = EventFrames.inFolder(folder).get(1);
    assertThat(second.getSessionLog().getStatus()).isEqualTo(SessionStatus.START);
    assertThat(second.getStep()).isZero();
  }

  @Test
  void keepsLossesThatAreNotFinite() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      writer.scalar("epoch_loss", 0, Double.NaN);
    }
    Event event = EventFrames.inFolder(folder).get(2);
    assertThat(event.getSummary().getValue(0).getTensor().getFloatVal(0)).isNaN();
  }

  @Test
  void touchesNothingUntilSomethingIsWritten() throws IOException {
    Path missing = folder.resolve("tensorboard/run/train");
    try (EventWriter writer = EventWriter.start(missing, clock)) {
      writer.flush();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void createsItsFolder() throws IOException {
    Path missing = folder.resolve("tensorboard/run/train");
    try (EventWriter writer = EventWriter.start(missing, clock)) {
      writer.scalar("epoch_loss", 0, 1);
    }
    assertThat(EventFrames.inFolder(missing)).hasSize(3);
  }

  @Test
  void namesItsFileAsTensorFlowDoes() throws IOException {
    writeOne(0);
    assertThat(EventFrames.onlyFile(folder).getFileName().toString())
        .matches("events\\.out\\.tfevents\\.1700000000\\..+\\." + pid() + "\\.0\\.v2");
  }

  @Test
  void sortsBehindAFileOfTheSameSecond() throws IOException {
    writeOne(1);
    writeOne(2);
    List<Path> files = EventFrames.files(folder);
    assertThat(files).hasSize(2);
    assertThat(EventFrames.inFile(files.get(1)).get(2).getStep()).isEqualTo(2);
  }

  @Test
  void sortsBehindAFileFromBeforeTheClockWasSetBack() throws IOException {
    Files.createFile(folder.resolve("events.out.tfevents.1700009999.elsewhere.1.0.v2"));
    writeOne(0);
    assertThat(EventFrames.files(folder).get(1).getFileName().toString())
        .startsWith("events.out.tfevents.1700010000.");
  }

  @Test
  void keepsWhatIsWrittenInMemoryForAWhile() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      writer.scalar("epoch_loss", 0, 1);
      clock.advance(Duration.ofMillis(9_999));
      writer.scalar("epoch_loss", 1, 1);
      assertThat(EventFrames.inFolder(folder)).hasSize(2);
    }
  }

  @Test
  void flushesWithTheFirstWriteAfterTenSeconds() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      writer.scalar("epoch_loss", 0, 1);
      clock.advance(Duration.ofSeconds(10));
      writer.scalar("epoch_loss", 1, 1);
      assertThat(EventFrames.inFolder(folder)).hasSize(4);
    }
  }

  @Test
  void flushesOnRequest() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      writer.scalar("epoch_loss", 0, 1);
      writer.flush();
      assertThat(EventFrames.inFolder(folder)).hasSize(3);
    }
  }

  @Test
  void rejectsANegativeStep() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      assertThatThrownBy(() -> writer.scalar("epoch_loss", -1, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("step must be at least 0, was -1");
    }
  }

  @Test
  void rejectsABlankTag() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      assertThatThrownBy(() -> writer.text(" ", 0, "a"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tag must not be blank, was \" \"");
    }
  }

  @Test
  void rejectsAnImageThatIsNotAPng() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      assertThatThrownBy(() -> writer.image("roll", 0, new byte[] {1, 2, 3}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("image of roll must be a PNG file");
    }
  }

  @Test
  void rejectsASoundThatIsNotAWav() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      assertThatThrownBy(() -> writer.audio("sample", 0, new byte[] {1, 2, 3, 4}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("audio of sample must be a WAV file");
    }
  }

  @Test
  void replacesTheFileOfItsOwnNameAndNoOther() throws IOException {
    writeOne(1);
    for (int time = 0; time < 2; time++) {
      try (EventWriter writer = EventWriter.replace(folder, "run", clock)) {
        writer.sessionStart(List.of(Hyperparameter.of("units", 5)), clock.instant());
      }
    }
    assertThat(EventFrames.files(folder))
        .extracting(file -> file.toString().replaceFirst(".*\\.0\\.", ""))
        .containsExactly("v2", "run.v2");
  }

  @Test
  void flushesWhenNothingIsWrittenForAWhile() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      writer.scalar("epoch_loss", 0, 1);
      clock.advance(Duration.ofMillis(9_999));
      writer.flushWhenDue();
      assertThat(EventFrames.inFolder(folder)).hasSize(2);
      clock.advance(Duration.ofMillis(1));
      writer.flushWhenDue();
      assertThat(EventFrames.inFolder(folder)).hasSize(3);
    }
  }

  @Test
  void writesNothingAfterItIsClosed() throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      writer.scalar("epoch_loss", 0, 1);
      assertThatCode(writer::close).doesNotThrowAnyException();
      assertThatThrownBy(() -> writer.scalar("epoch_loss", 1, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(folder + ": event writer is closed, open a new one");
    }
    assertThat(EventFrames.inFolder(folder)).hasSize(3);
  }

  @Test
  void namesTheFolderThatCannotBeMade() throws IOException {
    Path taken = Files.createFile(folder.resolve("train"));
    try (EventWriter writer = EventWriter.start(taken, clock)) {
      assertThatThrownBy(() -> writer.scalar("epoch_loss", 0, 1))
          .isInstanceOf(IOException.class)
          .hasMessage(taken + ": is a file, not a folder; choose another place");
    }
  }

  private void writeOne(long step) throws IOException {
    try (EventWriter writer = EventWriter.start(folder, clock)) {
      writer.scalar("epoch_loss", step, 1);
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }
}
