package io.nocturne.io.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoverFilesTest {
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4, 5};

  @TempDir Path folder;

  @Test
  void deletesWhatKilledWritersHaveLeftOfAFileAndOfNoOther() throws IOException {
    Path temporary = Files.createFile(AtomicFile.temporary(old()));
    Files.createFile(Path.of(temporary + ".h5"));
    Path other = Files.createFile(AtomicFile.temporary(folder.resolve("other")));
    Path foreign = Files.createFile(folder.resolve(".old.tmp"));

    AtomicFile.deleteLeftovers(old());

    assertThat(names())
        .containsExactlyInAnyOrder(
            "old", other.getFileName().toString(), foreign.getFileName().toString());
  }

  @Test
  void keepsWhatThisProcessIsWriting() throws IOException {
    try (AtomicFile file = AtomicFile.open(old())) {
      file.out().write(NEW);
      AtomicFile.deleteLeftovers(old());
      file.commit();
    }

    assertThat(old()).hasBinaryContent(NEW);
  }

  @Test
  void keepsWhatAnotherProcessIsWriting() throws Exception {
    Path temporary = Files.createFile(AtomicFile.temporary(old()));
    Path source = folder.resolve("Writer.java");
    Files.writeString(
        source,
        """
        class Writer {
          public static void main(String[] args) throws Exception {
            var lock = new java.io.RandomAccessFile(args[0], "rw").getChannel().lock();
            System.out.println(lock.isValid());
            System.in.read();
          }
        }
        """);
    Process writer =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                source.toString(),
                temporary.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(writer.getInputStream().read()).isEqualTo('t');
    AtomicFile.deleteLeftovers(old());
    assertThat(temporary).exists();

    writer.destroyForcibly().waitFor();
    AtomicFile.deleteLeftovers(old());
    assertThat(temporary).doesNotExist();
  }

  @Test
  void givesAFileThatOthersWroteItsName() throws IOException {
    Path temporary = AtomicFile.temporary(old());
    Files.write(temporary, NEW);

    AtomicFile.replace(temporary, old());

    assertThat(old()).hasBinaryContent(NEW);
    assertThat(names()).containsExactly("old");
  }

  @Test
  void knowsItsTemporaryFilesAlsoWithASuffix() throws IOException {
    Path temporary = AtomicFile.temporary(old());

    assertThat(temporary.getParent()).isEqualTo(folder);
    assertThat(AtomicFile.target(temporary)).contains("old");
    assertThat(AtomicFile.target(Path.of(temporary + ".index"))).contains("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "old.tmp", ".old.tmp", ".old-1234.tmp", "ckpt-3.index"})
  void takesNoFileOfTheUsersForTemporary(String name) {
    assertThat(AtomicFile.target(folder.resolve(name))).isEmpty();
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
}
