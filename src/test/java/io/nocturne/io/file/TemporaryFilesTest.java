package io.nocturne.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
  private static final byte[] CONTENT = {1};

  @TempDir Path folder;

  @Test
  void takesAwayWhatIsHalfWrittenAndNothingElse() throws IOException {
    AtomicFile.write(folder.resolve("whole"), CONTENT);
    Path named = PartialFolder.place(folder.resolve("whole-folder"));
    try (PartialFolder whole = PartialFolder.of(named)) {
      Files.write(whole.path().resolve("a"), CONTENT);
      whole.moveTo(named);
    }

    try (AtomicFile half = AtomicFile.open(folder.resolve("half"));
        PartialFolder partial = PartialFolder.in(folder, "half-folder")) {
      half.out().write(CONTENT);
      Files.write(Files.createDirectory(partial.path().resolve("b")).resolve("a"), CONTENT);

      TemporaryFiles.deleteAll();

      assertThat(folder.toFile().list()).containsExactlyInAnyOrder("whole", "whole-folder");
      assertThat(folder.resolve("whole-folder/a")).hasBinaryContent(CONTENT);
      assertThatThrownBy(half::commit).isInstanceOf(IOException.class);
    }
  }
}
