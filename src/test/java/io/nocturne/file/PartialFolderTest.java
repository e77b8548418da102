package io.nocturne.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFolderTest {
  private static final Path TARGET = Path.of("study");

  @TempDir Path folder;
  private PartialFolder partial;

  @BeforeEach
  void begin() throws IOException {
    partial = PartialFolder.in(folder);
    Files.createFile(partial.path().resolve("content"));
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
  void isGoneWithItsContentAfterAFailure() {
    partial.discard(new IOException());

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void takesThePlaceOfAnEmptyFolder() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));

    partial.replace(target);

    assertThat(target.resolve("content")).exists();
  }

  @Test
  void leavesAFolderThatHasContent() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Files.createFile(target.resolve("mine"));

    assertThatThrownBy(() -> partial.replace(target))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(target.resolve("mine")).exists();
  }

  @Test
  void leavesAFileThatHasTheNameByNow() throws IOException {
    Path target = Files.createFile(folder.resolve("target"));

    assertThatThrownBy(() -> partial.replace(target))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).isRegularFile();
  }

  @Test
  void isPlacedBehindALinkToAFolder() throws IOException {
    Path behind = Files.createDirectory(folder.resolve("behind"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), behind);

    assertThat(PartialFolder.place(link)).isEqualTo(behind.toRealPath());
  }
}
