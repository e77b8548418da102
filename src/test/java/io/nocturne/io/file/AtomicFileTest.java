package io.nocturne.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4, 5};

  @TempDir Path folder;

  @Test
  void writesAFileThatWasNotThere() throws IOException {
    AtomicFile.write(folder.resolve("a"), NEW);

    assertThat(folder.resolve("a")).hasBinaryContent(NEW);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void replacesAllOfTheOldContent() throws IOException {
    AtomicFile.write(old(), NEW);

    assertThat(old()).hasBinaryContent(NEW);
    assertThat(names()).containsExactly("old");
  }

  @Test
  void writesANewFileWhereThereIsNone() throws IOException {
    assertThat(AtomicFile.writeNew(folder.resolve("a"), NEW)).isTrue();

    assertThat(folder.resolve("a")).hasBinaryContent(NEW);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void writesNoNewFileWhereThereIsOne() throws IOException {
    assertThat(AtomicFile.writeNew(old(), NEW)).isFalse();

    assertThat(old()).hasBinaryContent(OLD);
    assertThat(names()).containsExactly("old");
  }

  @Test
  void keepsTheOldContentUntilTheCommit() throws IOException {
    try (AtomicFile file = AtomicFile.open(old())) {
      file.out().write(NEW);
      file.force();

      assertThat(old()).hasBinaryContent(OLD);
      file.commit();
      assertThat(old()).hasBinaryContent(NEW);
    }
    assertThat(names()).containsExactly("old");
  }

  @Test
  void commitsWhatWasWrittenToAStreamThatIsClosed() throws IOException {
    try (AtomicFile file = AtomicFile.open(old())) {
      try (var out = file.out()) {
        out.write(NEW);
      }
      file.commit();
    }

    assertThat(old()).hasBinaryContent(NEW);
  }

  @Test
  void leavesTheOldContentAndNothingElseWhenItIsNotCommitted() throws IOException {
    try (AtomicFile file = AtomicFile.open(old())) {
      file.out().write(NEW);
    }

    assertThat(old()).hasBinaryContent(OLD);
    assertThat(names()).containsExactly("old");
  }

  @Test
  void takesNothingAfterTheCommit() throws IOException {
    try (AtomicFile file = AtomicFile.open(old())) {
      file.commit();

      assertThatThrownBy(() -> file.out().write(NEW)).isInstanceOf(ClosedChannelException.class);
    }
  }

  @Test
  void deletesTheTemporaryFileWhenTheNameCannotBeGiven() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("taken"));
    Files.createFile(taken.resolve("child"));

    assertThatThrownBy(
            () -> {
              try (AtomicFile file = AtomicFile.open(taken)) {
                file.commit();
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("taken");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void doesNotTakeThePlaceOfADevice() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));

    assertThatThrownBy(() -> openAndClose(link))
        .isInstanceOf(IOException.class)
        .hasMessage(link + ": is a pipe or a device; name a file");
    assertThat(Files.isRegularFile(link)).isFalse();
  }

  @Test
  void failsInAFolderThatIsMissing() {
    Path file = folder.resolve("missing").resolve("a");
    assertThatThrownBy(() -> AtomicFile.write(file, NEW))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no such file or folder; check the path");
  }

  @Test
  void isNotDisturbedByAnotherWriterOfTheSameFile() throws IOException {
    try (AtomicFile first = AtomicFile.open(old());
        AtomicFile second = AtomicFile.open(old())) {
      first.out().write(OLD);
      second.out().write(NEW);
      second.commit();
      first.commit();
    }

    assertThat(old()).hasBinaryContent(OLD);
    assertThat(names()).containsExactly("old");
  }

  @Test
  void writesTheFileBehindALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), old());

    AtomicFile.write(link, NEW);

    assertThat(link).isSymbolicLink();
    assertThat(old()).hasBinaryContent(NEW);
  }

  @Test
  void writesTheFileThatALinkLeadsToAlsoWhereThereIsNone() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
    Path chain = Files.createSymbolicLink(folder.resolve("chain"), link);

    AtomicFile.write(chain, NEW);

    assertThat(link).isSymbolicLink();
    assertThat(chain).isSymbolicLink();
    assertThat(folder.resolve("other")).hasBinaryContent(NEW);
  }

  @Test
  void namesALinkThatLeadsInACircle() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));

    assertThatThrownBy(() -> AtomicFile.write(link, NEW))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(link + ": ")
        .hasMessageContaining("remove the link");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isLockedUntilTheCommit() throws IOException {
    try (AtomicFile file = AtomicFile.open(old())) {
      Path temporary = file.companion("");
      assumeThat(isLocked(temporary)).as("/proc/locks lists it").isTrue();
      try (var out = file.out()) {
        out.write(NEW);
      }
      assertThat(isLocked(temporary)).as("after its stream is closed").isTrue();
      file.force();
      assertThat(isLocked(temporary)).as("after it is forced to the disk").isTrue();
      file.commit();
      assertThat(isLocked(old())).isFalse();
    }
  }

  private static boolean isLocked(Path file) throws IOException {
    String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
    return Files.readString(Path.of("/proc/locks")).contains(inode);
  }

  @Test
  void writesDirectlyToAPipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeThat(isMade(pipe)).as("mkfifo").isTrue();
    CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> content(pipe));

    AtomicFile.write(pipe, NEW);

    assertThat(read.join()).isEqualTo(NEW);
    assertThat(names()).containsExactly("pipe");
  }

  @Test
  void namesAFolderThatHasTheName() {
    assertThatThrownBy(() -> AtomicFile.write(folder, NEW))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": is a folder; name a file");
    assertThatThrownBy(() -> openAndClose(folder))
        .hasMessage(folder + ": is a folder; name a file");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void namesTheFileThatADiskHasNoRoomFor() {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();

    assertThatThrownBy(() -> AtomicFile.write(full, NEW))
        .isInstanceOf(IOException.class)
        .hasMessage("/dev/full: the disk is full; make room there or choose another place");
  }

  private static void openAndClose(Path file) throws IOException {
    try (AtomicFile atomic = AtomicFile.open(file)) {
      atomic.out().write(NEW);
    }
  }

  private Path old() throws IOException {
    Path file = folder.resolve("old");
    if (Files.notExists(file)) {
      Files.write(file, OLD);
    }
    return file;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static boolean isMade(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // No such command here.
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
