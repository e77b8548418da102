package io.nocturne.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir Path folder;

  @Test
  void readsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "Étude");

    assertThat(InputFile.bytes(file)).isEqualTo("Étude".getBytes(StandardCharsets.UTF_8));
    assertThat(InputFile.text(file)).isEqualTo("Étude");
    try (var in = InputFile.open(file)) {
      assertThat(in.readAllBytes()).isEqualTo("Étude".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void namesAFolder() {
    assertThatThrownBy(() -> InputFile.bytes(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": is a folder; name a file");
  }

  @Test
  void leavesAMissingFileToJava() {
    assertThatThrownBy(() -> InputFile.bytes(folder.resolve("a")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void doesNotWaitForAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> InputFile.bytes(pipe))
        .isInstanceOf(IOException.class)
        .hasMessage(pipe + ": is a pipe or a device; copy its content to a file and name that");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void doesNotReadADeviceThatHasNoEnd() {
    Path device = Path.of("/dev/zero");
    assumeThat(device).exists();

    assertThatThrownBy(() -> InputFile.bytes(device))
        .hasMessage("/dev/zero: is a pipe or a device; copy its content to a file and name that");
  }

  @Test
  void namesATextInAnotherEncoding() throws IOException {
    Path file = Files.write(folder.resolve("a"), "Étude".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> InputFile.text(file))
        .hasMessage(file + ": is not text in UTF-8; save it as UTF-8");
  }
}
