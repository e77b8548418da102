package io.nocturne.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFolderTest {
  private static final Path TARGET = Path.of("study");

  @TempDir Path place;
  private PartialFolder partial;

  @BeforeEach
  void begin() throws IOException {
    partial = PartialFolder.in(place);
  }

  @Test
  void callsAFileWithinByTheNameThatTheFolderWillHave() {
    IOException failure = new AccessDeniedException(partial.path().resolve("a").toString());

    assertThat(partial.named(TARGET, failure))
        .hasMessage(
            TARGET.resolve("a")
                + ": permission denied; check who owns it, or choose another place");
  }

  @Test
  void namesTheFolderWhereTheReasonNamesNothing() {
    assertThat(partial.named(TARGET, new IOException("No space left on device")))
        .hasMessage("study: the disk is full; make room there or choose another place");
  }

  @Test
  void isGoneWithItsContentAfterAFailure() throws IOException {
    AtomicFile.write(partial.path().resolve("a"), new byte[1]);
    partial.discard(new IOException());

    assertThat(place).isEmptyDirectory();
  }
}
