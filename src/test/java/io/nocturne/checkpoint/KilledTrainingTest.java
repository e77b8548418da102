package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Saving changes a run from one state to another, one file at a time. If the process is killed
 * after any of the changes, the run opens with a complete checkpoint, and saving again leads to the
 * second state.
 */
class KilledTrainingTest {
  private static final String DATA = ".data-00000-of-00001";

  /**
   * The changes in order: a name has the file's content of the second state, a minus deletes it.
   */
  private static final List<String> CHANGES =
      List.of(
          "temporary best-2" + DATA,
          "temporary best-2.index",
          "best-2" + DATA,
          "best-2.index",
          "temporary ckpt-2" + DATA,
          "temporary ckpt-2.index",
          "ckpt-2" + DATA,
          "ckpt-2.index",
          "temporary checkpoint",
          "checkpoint",
          "temporary progress.json",
          "progress.json",
          "-best-1" + DATA,
          "-best-1.index",
          "-ckpt-1.index",
          "-ckpt-1" + DATA);

  @TempDir static Path shared;
  private static Path before;
  private static Path after;
  private static TrainingModel first;
  private static TrainingModel second;
  private static TrainingModel restored;

  @TempDir Path parent;

  @BeforeAll
  @SuppressWarnings("MustBeClosedChecker") // Closed after all tests.
  static void saveTwoStates() throws IOException {
    first = SmallRuns.model(1);
    second = SmallRuns.model(2);
    restored = SmallRuns.model(3);
    before = shared.resolve("before");
    SmallRuns.begin(before);
    save(before, first, progress(1));
    after = copy(before, shared.resolve("after"));
    save(after, second, progress(2));
  }

  @AfterAll
  static void closeModels() {
    first.close();
    second.close();
    restored.close();
  }

  static List<Integer> numbersOfChanges() {
    return IntStream.rangeClosed(0, CHANGES.size()).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("numbersOfChanges")
  void leavesAWholeCheckpointWhereverItIsKilled(int changes) throws IOException {
    Path run = killedAfter(changes);

    Checkpoints checkpoints = RunFolder.open(run).checkpoints();
    TrainingProgress progress = checkpoints.progress().orElseThrow();
    boolean committed = changes > CHANGES.indexOf("progress.json");
    assertThat(progress).isEqualTo(progress(committed ? 2 : 1));
    checkpoints.restore(restored, progress.checkpoint());
    assertSameWeights(restored, committed ? second : first);
    checkpoints.restoreBest(restored);
    assertSameWeights(restored, committed ? second : first);
  }

  @ParameterizedTest
  @MethodSource("numbersOfChanges")
  void leavesTheSameFilesWhenItIsResumed(int changes) throws IOException {
    Path run = killedAfter(changes);

    save(run, second, progress(2));

    assertThat(SmallRuns.names(run)).isEqualTo(SmallRuns.names(after));
    for (String name : SmallRuns.names(after)) {
      assertThat(run.resolve(name)).hasSameBinaryContentAs(after.resolve(name));
    }
  }

  @Test
  void listsTheChangesThatLeadToTheSecondState() throws IOException {
    Path run = killedAfter(CHANGES.size());

    assertThat(SmallRuns.names(run))
        .filteredOn(name -> AtomicFile.target(run.resolve(name)).isEmpty())
        .isEqualTo(SmallRuns.names(after));
  }

  /** Returns a copy of the first state with a number of changes. */
  private Path killedAfter(int changes) throws IOException {
    Path run = copy(before, parent.resolve("run"));
    for (String change : CHANGES.subList(0, changes)) {
      if (change.startsWith("-")) {
        Files.delete(run.resolve(change.substring(1)));
      } else if (change.startsWith("temporary ")) {
        leaveHalf(run, change.substring("temporary ".length()));
      } else {
        Files.write(run.resolve(change), Files.readAllBytes(after.resolve(change)));
      }
    }
    return run;
  }

  private static void leaveHalf(Path run, String name) throws IOException {
    byte[] content = Files.readAllBytes(after.resolve(name));
    int dot = name.indexOf('.');
    String suffix = name.startsWith("best") || name.startsWith("ckpt") ? name.substring(dot) : "";
    String prefix = suffix.isEmpty() ? name : name.substring(0, dot);
    Files.write(
        Path.of(AtomicFile.temporary(run.resolve(prefix)) + suffix),
        Arrays.copyOf(content, content.length / 2));
  }

  /** The best epoch is always the last. */
  private static TrainingProgress progress(int epochs) {
    TrainingProgress progress = SmallRuns.progress("ckpt-" + epochs, epochs);
    return new TrainingProgress(
        progress.checkpoint(),
        Optional.of(new BestEpoch("best-" + epochs, epochs - 1)),
        progress.epochs(),
        progress.partial(),
        progress.finished());
  }

  private static void save(Path run, TrainingModel model, TrainingProgress progress)
      throws IOException {
    try (CheckpointWriter writer = RunFolder.open(run).write()) {
      writer.save(model, progress.best().orElseThrow().checkpoint());
      writer.save(model, progress.checkpoint());
      writer.commit(progress, 1);
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : SmallRuns.names(from)) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
    return to;
  }

  private static void assertSameWeights(TrainingModel actual, TrainingModel expected) {
    assertThat(actual.weights()).usingRecursiveComparison().isEqualTo(expected.weights());
  }
}
