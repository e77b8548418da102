package io.nocturne.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PartialFolderTest {
  private static final Path TARGET = Path.of("study");

  @TempDir Path folder;

  @Test
  void callsAFileWithinByTheNameThatTheFolderWillHave() throws IOException {
    try (PartialFolder partial = full()) {
      IOException failure = new AccessDeniedException(partial.path().resolve("a").toString());

      assertThat(partial.named(TARGET, failure))
          .hasMessage(
              TARGET.resolve("a")
                  + ": permission denied; check who owns it, or choose another place");
    }
  }

  @Test
  void namesTheFolderWhereTheReasonNamesNothing() throws IOException {
    try (PartialFolder partial = full()) {
      assertThat(partial.named(TARGET, new IOException("No space left on device")))
          .hasMessage("study: the disk is full; make room there or choose another place");
    }
  }

  @Test
  void takesThePlaceOfAnEmptyFolder() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));

    try (PartialFolder partial = full()) {
      partial.replace(target);
    }

    assertThat(target.toFile().list()).containsExactly("content");
  }

  @Test
  void isDeletedWithoutAName() throws IOException {
    try (PartialFolder partial = full()) {
      assertThat(partial.path()).isNotEmptyDirectory();
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isDeletedByTheNextWriterInItsFolderAfterAKill() throws IOException {
    hidden("target");
    hidden("other");
    Path foreign = Files.createDirectory(folder.resolve(".target.partial"));

    try (PartialFolder partial = full()) {
      assertThat(partial.path()).isNotEmptyDirectory();
    }

    assertThat(folder.toFile().list()).containsExactly(foreign.getFileName().toString());
  }

  /** As where this process has written before. */
  @Test
  void isDeletedByTheNextOneOfItsNameAfterAKill() throws IOException {
    makeAndDelete();
    hidden("target");
    Path other = hidden("other");

    makeAndDelete();

    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            other.getFileName().toString(), other.getFileName().toString() + ".partial");
  }

  @Test
  void staysWhileItIsFilled() throws IOException {
    try (PartialFolder first = full();
        PartialFolder second = full()) {
      assertThat(first.path().resolve("content")).exists();
      assertThat(second.path().resolve("content")).exists();
    }
  }

  @Test
  void isLeftNeitherLockedNorUnderItsHiddenNameWhenItCannotBeFilled() throws IOException {
    Path target = folder.resolve("a").resolve("target");

    assertThatThrownBy(
            () ->
                PartialFolder.fill(
                    target,
                    hidden -> {
                      Files.createFile(hidden.resolve("content"));
                      throw new AccessDeniedException(hidden.resolve("content").toString());
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(target.resolve("content") + ": permission denied");
    assertThat(target.getParent()).isEmptyDirectory();
  }

  @Test
  void fillsTheFolderBehindALink() throws IOException {
    Path behind = Files.createDirectory(folder.resolve("behind"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), behind);

    PartialFolder.fill(link, hidden -> Files.createFile(hidden.resolve("content")));

    assertThat(link).isSymbolicLink();
    assertThat(behind.toFile().list()).containsExactly("content");
  }

  @Test
  void fillsNoFolderThatHasContent() throws IOException {
    Files.createFile(folder.resolve("mine"));

    assertThatThrownBy(() -> PartialFolder.fill(folder, hidden -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder + ": the folder is not empty; name another one or delete this one first");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void knowsAMountPoint() throws IOException {
    assertThat(PartialFolder.isMountPoint(Path.of("/proc"))).isTrue();
    assertThat(PartialFolder.isMountPoint(Path.of("/"))).isTrue();
    assertThat(PartialFolder.isMountPoint(Files.createDirectory(folder.resolve("in")))).isFalse();
  }

  /** As a process that is killed leaves it; returns the file that was locked. */
  private Path hidden(String name) throws IOException {
    Path lock = Files.createFile(AtomicFile.temporary(folder.resolve(name)));
    Files.createDirectories(Path.of(lock + ".partial").resolve("variables"));
    return lock;
  }

  @Test
  void leavesAFolderThatHasContent() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Files.createFile(target.resolve("mine"));
    try (PartialFolder partial = full()) {
      assertThatThrownBy(() -> partial.replace(target))
          .isInstanceOf(DirectoryNotEmptyException.class);
    }
    assertThat(target.resolve("mine")).exists();
  }

  @Test
  void leavesAFileThatHasTheNameByNow() throws IOException {
    Path target = Files.createFile(folder.resolve("target"));
    try (PartialFolder partial = full()) {
      assertThatThrownBy(() -> partial.replace(target))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(target).isRegularFile();
  }

  @Test
  void isPlacedBehindALinkToAFolder() throws IOException {
    Path behind = Files.createDirectory(folder.resolve("behind"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), behind);

    assertThat(PartialFolder.place(link)).isEqualTo(behind.toRealPath());
  }

  private void makeAndDelete() throws IOException {
    try (PartialFolder partial = full()) {
      assertThat(partial.path()).isNotEmptyDirectory();
    }
  }

  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // The caller closes it.
  private PartialFolder full() throws IOException {
    PartialFolder partial = PartialFolder.of(PartialFolder.place(folder.resolve("target")));
    Files.createFile(partial.path().resolve("content"));
    return partial;
  }
}
