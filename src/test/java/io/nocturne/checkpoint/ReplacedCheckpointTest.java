package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.TrainingProgress.BestEpoch;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelState;
import io.nocturne.model.TrainingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training replaces its best checkpoint as fast as it can while it is read. All weights of {@code
 * best-N} are N.
 */
class ReplacedCheckpointTest {
  private static final int READINGS = 100;

  @TempDir Path folder;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final ExecutorService pool = Executors.newSingleThreadExecutor();
  private CheckpointWriter writer;
  private TrainingModel trained;

  @BeforeEach
  @SuppressWarnings("MustBeClosedChecker") // Closed after the test.
  void saveTheFirst() throws IOException {
    writer = SmallRuns.begin(folder).write();
    trained = SmallRuns.model(1);
    save(1);
  }

  @AfterEach
  void close() throws IOException {
    pool.shutdown();
    trained.close();
    writer.close();
  }

  @Test
  void isReadWithTheProgressThatNamesIt() throws Exception {
    try (TrainingModel model = SmallRuns.model(2)) {
      whileReplaced(
          () -> {
            TrainingProgress progress = RunFolder.open(folder).checkpoints().restoreBest(model);

            assertAll(model.weights(), progress.epochs().size());
            return model.weights().get("dense/bias")[0];
          });
    }
  }

  @Test
  void isOpenedWhole() throws Exception {
    whileReplaced(
        () -> {
          try (InferenceModel model = RunFolder.open(folder).openBest(SmallRuns.SESSION)) {
            float epoch = model.weights().get("dense/bias")[0];
            assertAll(model.weights(), epoch);
            return epoch;
          }
        });
  }

  /** Reads again and again; each reading returns the epoch that it has read. */
  private void whileReplaced(Callable<Float> reading) throws Exception {
    Future<Integer> training = pool.submit(this::replaceUntilStopped);
    float last = 0;
    try {
      for (int i = 0; i < READINGS; i++) {
        float epoch = reading.call();
        assertThat(epoch).isGreaterThanOrEqualTo(last);
        last = epoch;
      }
    } finally {
      stop.set(true);
      assertThat(training.get()).isGreaterThanOrEqualTo((int) last);
    }
  }

  /** Returns the number of the last epoch. */
  private int replaceUntilStopped() throws IOException {
    int epoch = 1;
    while (!stop.get()) {
      epoch++;
      save(epoch);
    }
    return epoch;
  }

  private void save(int epoch) throws IOException {
    Map<String, float[]> weights = new LinkedHashMap<>(trained.weights());
    weights.values().forEach(values -> Arrays.fill(values, epoch));
    trained.setState(ModelState.of(weights));
    writer.save(trained, "best-" + epoch);
    writer.save(trained, "ckpt-" + epoch);
    BestEpoch best = new BestEpoch("best-" + epoch, epoch - 1);
    writer.commit(SmallRuns.progress("ckpt-" + epoch, best, epoch), 1);
  }

  private static void assertAll(Map<String, float[]> weights, float value) {
    assertThat(weights.values()).allSatisfy(values -> assertThat(values).containsOnly(value));
  }
}
