package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.checkpoint.TrainingProgress.PartialEpoch;
import io.nocturne.model.BatchLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingProgressTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      doubles = {0, 0.1, 0.30000000000000004, 1e-7, Double.MIN_VALUE, Double.MAX_VALUE, 2e-3})
  void keepsEveryBitOfADouble(double value) throws IOException {
    assertThat(readBack(withLoss(value))).isEqualTo(withLoss(value));
  }

  @Test
  void keepsEveryBitOfAnyDouble() throws IOException {
    Random random = new Random(20261122);
    for (int i = 0; i < 50; i++) {
      double value = Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL);
      assertThat(readBack(withLoss(value))).as("%a", value).isEqualTo(withLoss(value));
    }
  }

  @Test
  void keepsWhatIsNotThereYet() throws IOException {
    TrainingProgress begun =
        new TrainingProgress(
            "ckpt-0-7",
            Optional.empty(),
            List.of(),
            new PartialEpoch(7, new BatchLoss(12.5, 0, 4), 0.25),
            Optional.empty());

    assertThat(readBack(begun)).isEqualTo(begun);
  }

  @Test
  void keepsWhyTheRunIsOver() throws IOException {
    TrainingProgress finished =
        new TrainingProgress(
            "ckpt-2",
            Optional.of(new BestEpoch("best-2", 1)),
            List.of(SmallRuns.epoch(0), SmallRuns.epoch(1)),
            PartialEpoch.NONE,
            Optional.of("all 2 epochs \"done\""));

    assertThat(readBack(finished)).isEqualTo(finished);
  }

  @Test
  void returnsTheLogOfTheBestEpoch() {
    assertThat(SmallRuns.progress("ckpt-3", 3).bestLog()).contains(SmallRuns.epoch(0));
    assertThat(SmallRuns.progress("ckpt-0-1", 0).bestLog()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ckpt-2\"            | \"../../ckpt-2\"  | checkpoint must be named like ckpt-3, was"
            + " ../../ckpt-2",
        "\"ckpt-2\"            | \"best-1\"        | checkpoint must be named like ckpt-3, was"
            + " best-1",
        "\"best-1\"            | \"ckpt-1\"        | best: checkpoint must be named like best-3,"
            + " was ckpt-1",
        "\"epoch\" : 1         | \"epoch\" : 5     | epochs must be counted from 0, was 5 at place"
            + " 1",
        "\"batches\" : 0       | \"batches\" : -3  | partial: batches must be at least 0, was -3",
        "\"targets\" : 100     | \"targets\" : {}  | epochs[0].training.targets must be a whole"
            + " number"
      })
  void namesWhatIsDamaged(String old, String replacement, String problem) throws IOException {
    SmallRuns.begin(folder.resolve("run"));
    Path file = folder.resolve("run/progress.json");
    RunJson.write(file, Checkpoints.FORMAT, SmallRuns.progress("ckpt-2", 2));
    SmallRuns.replace(file, old, replacement);

    assertThatThrownBy(() -> RunFolder.open(folder.resolve("run")).checkpoints().progress())
        .isInstanceOf(RunException.class)
        .hasMessage(
            "%s: is damaged: %s; put it back from a copy, or train another run", file, problem);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 'best epoch must be one of the 2 epochs, was 2'",
    "-1, 'epoch must be at least 0, was -1'"
  })
  void rejectsABestEpochThatDoesNotExist(int epoch, String message) {
    assertThatThrownBy(
            () ->
                new TrainingProgress(
                    "ckpt-2",
                    Optional.of(new BestEpoch("best-1", epoch)),
                    SmallRuns.progress("ckpt-2", 2).epochs(),
                    PartialEpoch.NONE,
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void saysThatANewerVersionWroteIt() throws IOException {
    Path file = Files.writeString(folder.resolve("progress.json"), "{\"format\": 2}");

    assertThatThrownBy(() -> RunJson.read(file, Checkpoints.FORMAT, TrainingProgress.class))
        .isInstanceOf(RunException.class)
        .hasMessage(file + ": has format 2, this version reads up to 1; update nocturne");
  }

  private static TrainingProgress withLoss(double value) {
    EpochLog epoch =
        new EpochLog(0, new BatchLoss(value, 1, 2), new BatchLoss(-value, 3, 4), value, value);
    return new TrainingProgress(
        "ckpt-1", Optional.empty(), List.of(epoch), PartialEpoch.NONE, Optional.empty());
  }

  private TrainingProgress readBack(TrainingProgress progress) throws IOException {
    Path file = folder.resolve("progress.json");
    RunJson.write(file, Checkpoints.FORMAT, progress);
    return RunJson.read(file, Checkpoints.FORMAT, TrainingProgress.class);
  }
}
