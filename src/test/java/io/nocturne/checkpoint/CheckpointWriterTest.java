package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {
  private static final String[] PARTS = {".data-00000-of-00001", ".index"};

  @TempDir Path folder;

  @BeforeEach
  void beginARun() throws IOException {
    SmallRuns.begin(folder);
  }

  @Test
  void savesUnderTheNameAndLeavesNothingElse() throws IOException {
    try (CheckpointWriter writer = writer();
        TrainingModel model = SmallRuns.model(1)) {
      writer.save(model, "ckpt-1");
    }

    assertThat(SmallRuns.names(folder))
        .containsExactly(
            "ckpt-1.data-00000-of-00001", "ckpt-1.index", "run.json", "vocabulary.json");
  }

  @Test
  void keepsTheLatestInTheOrderOfTheirNumbersAndTheBest() throws IOException {
    place("best-1", "best-2", "ckpt-8", "ckpt-9", "ckpt-9-250", "ckpt-10", "ckpt-10-250");

    commit(SmallRuns.progress("ckpt-10-250", 10), 3);

    assertThat(checkpoints())
        .containsExactlyInAnyOrder("best-1", "ckpt-9-250", "ckpt-10", "ckpt-10-250");
    assertThat(folder.resolve("checkpoint"))
        .hasContent(
            """
            model_checkpoint_path: "ckpt-10-250"
            all_model_checkpoint_paths: "ckpt-9-250"
            all_model_checkpoint_paths: "ckpt-10"
            all_model_checkpoint_paths: "ckpt-10-250"
            """);
  }

  @Test
  void keepsOnlyTheOneThatIsNamed() throws IOException {
    place("best-1", "ckpt-1", "ckpt-2");

    commit(SmallRuns.progress("ckpt-2", 2), 1);

    assertThat(checkpoints()).containsExactly("best-1", "ckpt-2");
  }

  @Test
  void deletesCheckpointsThatWereNeverNamed() throws IOException {
    place("best-1", "best-3", "ckpt-1", "ckpt-2", "ckpt-3", "ckpt-4");

    commit(SmallRuns.progress("ckpt-2", 2), 5);

    assertThat(checkpoints()).containsExactly("best-1", "ckpt-1", "ckpt-2");
  }

  @Test
  void doesNotNameACheckpointThatIsHalfDeleted() throws IOException {
    place("best-1", "ckpt-1", "ckpt-2", "ckpt-3");
    Files.delete(folder.resolve("ckpt-2" + PARTS[0]));

    commit(SmallRuns.progress("ckpt-3", 3), 3);

    assertThat(checkpoints()).containsExactly("best-1", "ckpt-1", "ckpt-3");
    assertThat(folder.resolve("checkpoint")).content().doesNotContain("ckpt-2");
  }

  @Test
  void leavesTheFilesOfOthersAlone() throws IOException {
    place("best-1", "ckpt-1", "ckpt-2");
    Files.writeString(folder.resolve("ckpt-1.notes.txt"), "mine");
    Files.writeString(folder.resolve("my-ckpt-1.index"), "mine");
    Files.writeString(folder.resolve("ckpt-1.backup.index"), "mine");

    commit(SmallRuns.progress("ckpt-2", 2), 1);

    assertThat(SmallRuns.names(folder))
        .contains("ckpt-1.notes.txt", "my-ckpt-1.index", "ckpt-1.backup.index");
  }

  @Test
  void deletesTheTemporaryFilesThatAKillHasLeft() throws IOException {
    place("best-1", "ckpt-1");
    Path checkpoint = AtomicFile.temporary(folder.resolve("ckpt-1"));
    for (String suffix : new String[] {".index", PARTS[0], ".index.tempstate17"}) {
      Files.createFile(Path.of(checkpoint + suffix));
    }
    Files.createFile(AtomicFile.temporary(folder.resolve("progress.json")));
    Files.createFile(AtomicFile.temporary(folder.resolve("log.csv")));

    commit(SmallRuns.progress("ckpt-1", 1), 3);

    assertThat(SmallRuns.names(folder))
        .containsExactly(
            "best-1.data-00000-of-00001",
            "best-1.index",
            "checkpoint",
            "ckpt-1.data-00000-of-00001",
            "ckpt-1.index",
            "progress.json",
            "run.json",
            "vocabulary.json");
  }

  @Test
  void leavesTheTemporaryFilesOfOthersAlone() throws IOException {
    place("best-1", "ckpt-1");
    Path melody = Files.createFile(AtomicFile.temporary(folder.resolve("melody.mid")));

    commit(SmallRuns.progress("ckpt-1", 1), 3);

    assertThat(melody).exists();
  }

  @Test
  void saysInOneLineWhyTensorFlowCannotWriteACheckpoint() throws IOException {
    Path run = folder.resolve("run");
    SmallRuns.begin(run);
    try (CheckpointWriter writer = RunFolder.open(run).write();
        TrainingModel model = SmallRuns.model(1)) {
      Files.move(run, folder.resolve("moved"));
      Files.createFile(run);

      assertThatThrownBy(() -> writer.save(model, "ckpt-1"))
          .isInstanceOf(RunException.class)
          .hasMessage(
              run.resolve("ckpt-1")
                  + ": a part of this path is a file, not a folder; check the path, then resume the"
                  + " run");
    }
  }

  @Test
  void leavesNoTemporaryFileWhenACheckpointCannotBeNamed() throws IOException {
    Files.createDirectories(folder.resolve("ckpt-1.index/in-the-way"));
    try (CheckpointWriter writer = writer();
        TrainingModel model = SmallRuns.model(1)) {
      assertThatThrownBy(() -> writer.save(model, "ckpt-1")).isInstanceOf(IOException.class);
    }

    assertThat(SmallRuns.names(folder)).noneMatch(name -> name.endsWith(".tmp.index"));
  }

  @Test
  void letsNoOtherProcessWriteUntilItIsClosed() throws IOException {
    try (CheckpointWriter writer = writer()) {
      assertThat(writer).isNotNull();
      assertThatThrownBy(() -> writer().close())
          .isInstanceOf(RunException.class)
          .hasMessageContaining("another training is writing this run");
    }

    assertThatCode(() -> writer().close()).doesNotThrowAnyException();
  }

  /** On Unix a process loses its locks on a file when it closes any channel of the file. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsTheRunFromOtherProcessesAfterARefusalWithinThisOne() throws Exception {
    try (CheckpointWriter writer = writer()) {
      assertThat(writer).isNotNull();
      assertThatThrownBy(
              () -> {
                try (CheckpointWriter second = writer()) {
                  assertThat(second).isNull();
                }
              })
          .isInstanceOf(RunException.class);
      assertThat(otherProcessGetsTheLock()).isFalse();
    }
    assertThat(otherProcessGetsTheLock()).isTrue();
  }

  private boolean otherProcessGetsTheLock() throws Exception {
    Path source = folder.resolve("Try.java");
    Files.writeString(
        source,
        """
        class Try {
          public static void main(String[] args) throws Exception {
            var file = new java.io.RandomAccessFile(args[0], "rw");
            System.exit(file.getChannel().tryLock() == null ? 1 : 0);
          }
        }
        """);
    Process other =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                source.toString(),
                folder.resolve("lock").toString())
            .inheritIO()
            .start();
    return other.waitFor() == 0;
  }

  @MustBeClosed
  private CheckpointWriter writer() throws IOException {
    return RunFolder.open(folder).write();
  }

  private void commit(TrainingProgress progress, int keep) throws IOException {
    try (CheckpointWriter writer = writer()) {
      writer.commit(progress, keep);
    }
  }

  /** Files of these names, which are all that a commit looks at. */
  private void place(String... names) throws IOException {
    for (String name : names) {
      for (String part : PARTS) {
        Files.writeString(folder.resolve(name + part), name);
      }
    }
  }

  /** The names of the checkpoints that are there whole. */
  private List<String> checkpoints() throws IOException {
    List<String> names = SmallRuns.names(folder);
    return names.stream()
        .filter(name -> name.endsWith(PARTS[1]))
        .map(name -> name.substring(0, name.indexOf('.')))
        .filter(name -> names.contains(name + PARTS[0]))
        .toList();
  }
}
