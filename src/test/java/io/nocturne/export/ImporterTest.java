package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserIOException;
import io.nocturne.io.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
  @TempDir Path folder;

  @Test
  void refusesAFileThatIsReplacedWhileItIsRead() throws IOException {
    Path source = folder.resolve("source.keras");
    try (InputStream archive = getClass().getResourceAsStream("keras/sequential.keras")) {
      Files.copy(archive, source);
    }
    ImportJob job =
        new ImportJob(
            source, folder.resolve("run"), Optional.empty(), Optional.empty(), OptionalInt.empty());

    assertThatThrownBy(
            () ->
                Importer.importModel(
                    job,
                    () -> {
                      AtomicFile.write(source, new byte[] {1});
                      return null;
                    }))
        .isInstanceOf(UserIOException.class)
        .hasMessage(source + ": was changed while it was read; import it again");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
