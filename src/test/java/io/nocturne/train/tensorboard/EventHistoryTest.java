package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventHistoryTest {
  @TempDir private Path folder;

  @Test
  void holdsWhatWasWritten() throws IOException {
    write(0, 0, 1, 2);

    assertThat(EventHistory.holds(folder, "loss", 2)).isTrue();
  }

  @Test
  void holdsNoOtherStepAndNoOtherTag() throws IOException {
    write(0, 0, 1, 2);

    assertThat(EventHistory.holds(folder, "loss", 3)).isFalse();
    assertThat(EventHistory.holds(folder, "accuracy", 2)).isFalse();
  }

  @Test
  void holdsNothingThatALaterFileVoided() throws IOException {
    write(0, 0, 1, 2);
    write(2);
    write(3, 3);

    assertThat(EventHistory.holds(folder, "loss", 1)).isTrue();
    assertThat(EventHistory.holds(folder, "loss", 2)).isFalse();
    assertThat(EventHistory.holds(folder, "loss", 3)).isTrue();
  }

  @Test
  void readsAFileThatWasCutOffUpToThere() throws IOException {
    write(0, 0, 1);
    Path file = EventFrames.onlyFile(folder);
    Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

    assertThat(EventHistory.holds(folder, "loss", 1)).isTrue();
  }

  @Test
  void holdsNothingInAFolderThatIsNotThere() throws IOException {
    assertThat(EventHistory.holds(folder.resolve("missing"), "loss", 0)).isFalse();
  }

  private void write(long firstStep, long... steps) throws IOException {
    try (EventWriter writer = EventWriter.resume(folder, firstStep, Clock.systemUTC())) {
      if (steps.length == 0) {
        writer.scalar("other", firstStep, 1);
      }
      for (long step : steps) {
        writer.scalar("loss", step, 1);
      }
    }
  }
}
