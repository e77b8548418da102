package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.train.callback.Callback.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunsTest {
  private static final TrainSpec SPEC = TrainingFixture.spec(1, 0.01);

  @TempDir Path folder;

  @Test
  void trainsOneOfSeveralRunsThatBeginInAFolderAtOnce() throws Exception {
    List<String> refused =
        atOnce(IntStream.range(0, 4).mapToObj(i -> job("checkpoints/a", "tensorboard/a")).toList());

    assertThat(refused)
        .hasSize(3)
        .allMatch(
            message ->
                message.matches(
                    ".*checkpoints.a: (exists already; resume it, or|another training is writing"
                        + " this run; wait for it, stop it or) choose another run folder"));
    assertIsTrained("checkpoints/a");
  }

  @Test
  void trainsOneOfSeveralRunsThatLogToAFolderAtOnce() throws Exception {
    List<String> refused =
        atOnce(
            IntStream.range(0, 4).mapToObj(i -> job("exp" + i + "/a", "tensorboard/a")).toList());

    assertThat(refused)
        .hasSize(3)
        .allMatch(message -> message.contains("tensorboard/a: holds the events of another run, "));
    List<Path> runs =
        IntStream.range(0, 4)
            .mapToObj(i -> folder.resolve("exp" + i + "/a"))
            .filter(RunFolder::isRun)
            .toList();
    assertThat(runs).hasSize(1);
    assertThat(Files.readString(folder.resolve("tensorboard/a/nocturne.json")))
        .contains(folder.relativize(runs.get(0)).toString());
  }

  @Test
  void beginsWithAnotherFolderOfEventsAfterARefusal() throws IOException {
    TrainingRuns.begin(job("exp1/a", "tensorboard/a"));
    Files.createDirectories(folder.resolve("exp2/a"));
    assertThatThrownBy(() -> TrainingRuns.begin(job("exp2/a", "tensorboard/a")))
        .isInstanceOf(RunException.class);

    TrainingRuns.begin(job("exp2/a", "tensorboard/exp2/a"));

    assertIsTrained("exp2/a");
  }

  private TrainJob job(String run, String events) {
    return new TrainJob(
        folder.resolve(run), folder.resolve(events), "corpus", TrainingFixture.corpus(), SPEC);
  }

  /** Begins runs at the same time, one of which is trained; returns why the others are not. */
  private static List<String> atOnce(List<TrainJob> jobs) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(jobs.size());
    try {
      List<Callable<TrainingResult>> begins = new ArrayList<>();
      jobs.forEach(job -> begins.add(() -> TrainingRuns.begin(job)));
      List<String> refused = new ArrayList<>();
      for (Future<TrainingResult> begin : pool.invokeAll(begins)) {
        try {
          begin.get();
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(RunException.class);
          refused.add(e.getCause().getMessage());
        }
      }
      return refused;
    } finally {
      pool.shutdown();
    }
  }

  private void assertIsTrained(String run) throws IOException {
    assertThat(RunFolder.open(folder.resolve(run)).checkpoints().progress())
        .map(TrainingProgress::finished)
        .isPresent();
  }
}
