package io.nocturne.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeAFile() throws IOException {
    file = Files.writeString(folder.resolve("file"), "of another program");
  }

  @Test
  void makesAllFoldersThatAreMissing() throws IOException {
    Path made = Folders.make(folder.resolve("a/b"));

    assertThat(made).isEqualTo(folder.resolve("a/b")).isDirectory();
    assertThat(Folders.make(made)).isDirectory();
  }

  @Test
  void makesTheFoldersOfAFileAndNotTheFile() throws IOException {
    assertThat(Folders.makeParent(folder.resolve("a/b"))).doesNotExist();
    assertThat(folder.resolve("a")).isDirectory();
  }

  @Test
  void namesTheFileThatStandsInTheWay() {
    assertThatThrownBy(() -> Folders.make(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": is a file, not a folder; choose another place");
    assertThatThrownBy(() -> Folders.make(file.resolve("a/b")))
        .isInstanceOf(IOException.class)
        .hasMessage(file.resolve("a/b") + ": file is a file, not a folder; choose another place");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void namesALinkThatLeadsNowhere() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

    assertThatThrownBy(() -> Folders.make(link))
        .isInstanceOf(IOException.class)
        .hasMessage(link + ": is not a folder; choose another place");
  }

  @Test
  void foreseesWhatStandsInTheWayAndMakesNothing() throws IOException {
    Folders.requireWritable(folder.resolve("a/b"));
    Folders.requireWritableFile(folder.resolve("a/b"));
    Folders.requireWritableFile(file);

    assertThat(folder.resolve("a")).doesNotExist();
    assertThatThrownBy(() -> Folders.requireWritable(file))
        .hasMessage(file + ": is a file, not a folder; choose another place");
    assertThatThrownBy(() -> Folders.requireWritableFile(file.resolve("a")))
        .hasMessage(file + ": is a file, not a folder; choose another place");
    assertThatThrownBy(() -> Folders.requireWritableFile(folder))
        .hasMessage(folder + ": is a folder; name a file");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void foreseesAFolderThatMayNotBeWritten() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeThat(closed.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(closed)).as("as root every folder is").isFalse();

    assertThatThrownBy(() -> Folders.requireWritable(closed.resolve("a/b")))
        .hasMessageStartingWith(closed + ": may not be written; check who owns it");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void foreseesThatALinkLeadsIntoAFolderThatIsMissing() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing/file"));

    assertThatThrownBy(() -> Folders.requireWritableFile(link))
        .isInstanceOf(IOException.class)
        .hasMessage(link + ": no such file or folder; check the path");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void letsADeviceBeWritten() {
    assumeThat(Path.of("/dev/null")).exists();

    assertThatCode(() -> Folders.requireWritableFile(Path.of("/dev/null")))
        .doesNotThrowAnyException();
  }
}
