package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.model.GenerationLoop;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingRootTest {
  @TempDir private static Path checkpoints;
  @TempDir private Path folder;
  private Path root;

  @BeforeAll
  static void train() {
    Networks.train(Networks.spec(Targets.LAST), checkpoints);
  }

  @BeforeEach
  void nameTheRoot() {
    root = folder.resolve("served/chopin");
  }

  @Test
  void beginsWithVersionOneAndMakesItsFolder() throws IOException {
    assertThat(write()).isEqualTo(root.resolve("1"));
    assertThat(names()).containsExactly("1");
    assertThat(SavedModelSummary.read(root.resolve("1")).tags()).containsExactly("serve");
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "9, 10", "007, 8", "1700000000, 1700000001"})
  void takesTheNumberAfterTheHighest(String there, String next) throws IOException {
    Files.createDirectories(root.resolve(there));
    Files.createDirectories(root.resolve("0"));
    assertThat(write()).isEqualTo(root.resolve(next));
  }

  @Test
  void ignoresNamesThatAreNotVersions() throws IOException {
    for (String name : List.of("v7", "-3", "1.5", ".9", "latest")) {
      Files.createDirectories(root.resolve(name));
    }
    assertThat(write()).isEqualTo(root.resolve("1"));
  }

  @Test
  void writersAtOnceGetANumberEach() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    List<Path> versions = new ArrayList<>();
    try {
      List<Future<Path>> writing =
          Stream.generate(() -> pool.submit(this::write)).limit(6).toList();
      for (Future<Path> one : writing) {
        versions.add(one.get());
      }
    } finally {
      pool.shutdown();
    }
    assertThat(versions).doesNotHaveDuplicates();
    assertThat(names()).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
    for (Path version : versions) {
      assertThat(version.resolve("saved_model.pb")).isNotEmptyFile();
    }
  }

  @Test
  @SuppressWarnings("try") // closed early on purpose
  void leavesNothingBehindWhenItFails() throws IOException {
    try (InferenceModel model = Networks.trained(Networks.spec(Targets.LAST), checkpoints)) {
      GenerationLoop loop = Networks.loop(model);
      model.close();
      assertThatThrownBy(() -> ServingRoot.write(model, loop, Networks.VOCABULARY, root))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void rejectsAFile() throws IOException {
    Files.createDirectories(root.getParent());
    Files.writeString(root, "mine");
    assertThatThrownBy(this::write)
        .isInstanceOf(IOException.class)
        .hasMessage(root + ": is a file, not a folder; choose another place");
  }

  private Path write() throws IOException {
    try (InferenceModel model = Networks.trained(Networks.spec(Targets.LAST), checkpoints)) {
      return ServingRoot.write(model, Networks.loop(model), Networks.VOCABULARY, root);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
