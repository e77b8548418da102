package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.exceptions.TensorFlowException;

class CheckpointsTest {
  private static final String DATA = "best-1.data-00000-of-00001";
  private static final String INDEX = "best-1.index";
  private static final String LOST = "; put it back from a copy, or train another run";

  @TempDir Path folder;

  @BeforeEach
  void beginARun() throws IOException {
    SmallRuns.begin(folder);
  }

  @Test
  void haveNoProgressBeforeTheFirst() throws IOException {
    assertThat(checkpoints().progress()).isEmpty();
  }

  @Test
  void haveNoBestBeforeTheFirst() {
    assertThatThrownBy(() -> checkpoints().best())
        .isInstanceOf(RunException.class)
        .hasMessage(folder + ": has no checkpoint yet; resume its training first");
  }

  @Test
  void takeTheLatestForTheBestBeforeTheFirstEpochIsDone() throws IOException {
    try (CheckpointWriter writer = RunFolder.open(folder).write()) {
      writer.commit(SmallRuns.progress("ckpt-0-7", 0), 3);
    }

    assertThat(checkpoints().best()).isEqualTo(folder.resolve("ckpt-0-7"));
  }

  @Test
  void restoreTheBestAndNotTheLatest() throws IOException {
    saveBest(1);
    try (CheckpointWriter writer = RunFolder.open(folder).write();
        TrainingModel other = SmallRuns.model(2)) {
      writer.save(other, "ckpt-2");
      writer.commit(SmallRuns.progress("ckpt-2", 2), 3);
    }

    try (TrainingModel best = SmallRuns.model(1);
        TrainingModel restored = SmallRuns.model(3)) {
      checkpoints().restoreBest(restored);
      assertThat(restored.weights()).usingRecursiveComparison().isEqualTo(best.weights());
    }
  }

  @ParameterizedTest
  @CsvSource({INDEX, DATA, "both"})
  void restoreTheBestOfNowWhenATrainingReplacesItMeanwhile(String deleted) throws IOException {
    saveBest(1);
    List<Path> tried = new ArrayList<>();

    try (TrainingModel better = SmallRuns.model(2);
        TrainingModel restored = SmallRuns.model(3)) {
      checkpoints()
          .restoreBest(
              prefix -> {
                tried.add(prefix);
                if (tried.size() == 1) {
                  replaceBest(better, deleted);
                }
                restored.restore(prefix);
              });
      assertThat(restored.weights()).usingRecursiveComparison().isEqualTo(better.weights());
    }
    assertThat(tried).containsExactly(folder.resolve("best-1"), folder.resolve("best-2"));
  }

  @Test
  void failAtOnceWhenNothingReplacesTheDamagedBest() throws IOException {
    saveBest(1);
    List<Path> tried = new ArrayList<>();

    assertThatThrownBy(
            () ->
                checkpoints()
                    .restoreBest(
                        prefix -> {
                          tried.add(prefix);
                          throw new TensorFlowException("of this test");
                        }))
        .isInstanceOf(RunException.class);
    assertThat(tried).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({INDEX, DATA})
  void sayWhichFileIsMissing(String name) throws IOException {
    saveBest(1);
    Files.delete(folder.resolve(name));

    assertUnreadable(folder.resolve(name) + ": is missing" + LOST);
  }

  @ParameterizedTest
  @CsvSource({
    INDEX + ", 0, the index is shorter than its footer",
    INDEX + ", 100, the index does not end as such a file does",
    DATA + ", 0, adam/iterations: it is outside of the file",
    DATA + ", 100, adam/iterations: it is outside of the file"
  })
  void sayWhichFileIsCutOff(String name, int length, String reason) throws IOException {
    saveBest(1);
    Path file = folder.resolve(name);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

    assertUnreadable("%s: is damaged (%s)%s".formatted(file, reason, LOST));
  }

  @ParameterizedTest
  @CsvSource({INDEX, DATA})
  void sayInOneLineWhichFileHasAFlippedBit(String name) throws IOException {
    saveBest(1);
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[50] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(this::openBest)
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(file + ": is damaged (")
        .hasMessageContaining("hecksum")
        .hasMessageEndingWith(")" + LOST)
        .hasMessageNotContaining("\n");
  }

  /** The error names the variable that is read first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "\"units\" : 3     ~ \"units\" : 4     ~ holds (bidirectional_0|dense)/\\S+ of shape"
            + " \\[[0-9,]+], but the run's network and vocabulary need \\[[0-9,]+]",
        "\"embedding\" : 4 ~ \"embedding\" : 5 ~ holds (bidirectional_0|embedding)/\\S+ of shape"
            + " \\[(89,4|4,9)], but the run's network and vocabulary need \\[(89,5|5,9)]",
        "\"layers\" : 1    ~ \"layers\" : 2    ~ lacks bidirectional_1/\\S+, which the run's"
            + " network has"
      })
  void sayThatTheyAreOfAnotherNetwork(String old, String replacement, String problem)
      throws IOException {
    saveBest(1);
    SmallRuns.replace(folder.resolve("run.json"), old, replacement);

    assertThatThrownBy(this::openBest)
        .isInstanceOf(RunException.class)
        .hasMessageMatching(
            "\\S+best-1: "
                + problem
                + "; put back the run.json and vocabulary.json that the run was begun with");
  }

  @Test
  void sayThatTheyAreOfAnotherVocabulary() throws IOException {
    saveBest(1);
    SmallRuns.replace(folder.resolve("vocabulary.json"), "\"C8\",", "");

    assertThatThrownBy(this::openBest)
        .isInstanceOf(RunException.class)
        .hasMessageMatching(
            "\\S+best-1: holds \\S+ of shape \\[(89,4|6,89|89)], but the run's network and"
                + " vocabulary need \\[(88,4|6,88|88)]; put back the run.json and vocabulary.json"
                + " that the run was begun with");
  }

  @Test
  void sayTheSameToATraining() throws IOException {
    saveBest(1);
    Files.delete(folder.resolve("ckpt-1.index"));

    try (TrainingModel model = SmallRuns.model(1)) {
      assertThatThrownBy(() -> checkpoints().restore(model, "ckpt-1"))
          .isInstanceOf(RunException.class)
          .hasMessage(folder.resolve("ckpt-1.index") + ": is missing" + LOST);
    }
  }

  /** As of an imported run whose first training has another optimizer. */
  @Test
  void restoreTheWeightsAloneFromBeforeTheFirstStepIfTheOptimizerDiffers() throws IOException {
    try (CheckpointWriter writer = RunFolder.open(folder).write();
        TrainingModel adam = SmallRuns.model(1);
        TrainingModel other = SmallRuns.model(OptimizerSpec.of(Algorithm.RMSPROP), 2)) {
      writer.save(adam, "ckpt-0");
      writer.commit(TrainingProgress.UNTRAINED, 1);

      assertThat(checkpoints().restoreBest(other)).isEqualTo(TrainingProgress.UNTRAINED);
      assertThat(other.weights()).usingRecursiveComparison().isEqualTo(adam.weights());
    }
  }

  private void saveBest(long seed) throws IOException {
    try (CheckpointWriter writer = RunFolder.open(folder).write();
        TrainingModel model = SmallRuns.model(seed)) {
      writer.save(model, "best-1");
      writer.save(model, "ckpt-1");
      writer.commit(SmallRuns.progress("ckpt-1", 1), 3);
    }
  }

  /** Replaces the best checkpoint as a training does, when only one of its files is deleted yet. */
  private void replaceBest(TrainingModel better, String deleted) {
    try (CheckpointWriter writer = RunFolder.open(folder).write()) {
      writer.save(better, "best-2");
      byte[] index = Files.readAllBytes(folder.resolve(INDEX));
      byte[] data = Files.readAllBytes(folder.resolve(DATA));
      writer.commit(SmallRuns.progress("ckpt-1", new BestEpoch("best-2", 1), 2), 3);
      if (deleted.equals(DATA)) {
        Files.write(folder.resolve(INDEX), index);
      }
      if (deleted.equals(INDEX)) {
        Files.write(folder.resolve(DATA), data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Checkpoints checkpoints() throws IOException {
    return RunFolder.open(folder).checkpoints();
  }

  private void assertUnreadable(String message) {
    assertThatThrownBy(this::openBest).isInstanceOf(RunException.class).hasMessage(message);
  }

  private void openBest() throws IOException {
    try (InferenceModel model = RunFolder.open(folder).openBest(SmallRuns.SESSION)) {
      assertThat(model).isNotNull();
    }
  }
}
