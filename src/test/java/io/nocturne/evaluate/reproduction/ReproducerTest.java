package io.nocturne.evaluate.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.Nocturne;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.evaluate.reproduction.Reproducer.ReproduceListener;
import io.nocturne.evaluate.reproduction.StudyPlan.Trial;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampler;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducerTest {
  private static final Corpus CORPUS = EmbeddedCorpus.corpus();
  private static final TrainSpec TINY =
      TrainSpec.paper()
          .with(new ModelSpec(4, 3, 1, 8, 0.2, Targets.LAST))
          .with(new DataSpec(16, DataSpec.DEFAULT.openings(), DataSpec.DEFAULT.split(), 0.2))
          .with(new FitSpec(16, 1, 10, 0, 1, 3, 5));

  @TempDir private Path folder;
  private final Log log = new Log();

  @Test
  void trainsAndMeasuresEachReading() throws IOException {
    Reproduction reproduction =
        Nocturne.reproduce(job(folder, TINY, new AtomicBoolean()), log).orElseThrow();
    assertThat(log.lines)
        .containsExactly(
            "train last-window-5",
            "train every-window-5",
            "train last-piece-5",
            "train every-piece-5",
            "measure last-window-5",
            "measure every-window-5",
            "measure last-piece-5",
            "measure every-piece-5");
    TrialResult every = reproduction.readings().get(Interpretation.EVERY_PIECE).get(0);
    assertThat(every.validation().copyingAccuracy()).hasValue(7 / 8.0);
    assertThat(every.samples()).hasSize(2);
    assertThat(reproduction.readings().get(Interpretation.LAST_PIECE).get(0).validation().leak())
        .isEmpty();
  }

  @Test
  void resumesToTheSameFigures() throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    log.stopIn("every-window-5", stop);
    Path stopped = folder.resolve("stopped");
    assertThat(Nocturne.reproduce(job(stopped, TINY, stop), log)).isEmpty();
    assertThat(RunFolder.isRun(stopped.resolve("checkpoints/last-piece-5"))).isFalse();
    Log again = new Log();
    Reproduction resumed =
        Nocturne.reproduce(job(stopped, TINY, new AtomicBoolean()), again).orElseThrow();
    assertThat(again.lines.subList(0, 2))
        .containsExactly("trained last-window-5", "train every-window-5");
    Reproduction whole =
        Nocturne.reproduce(job(folder.resolve("whole"), TINY, new AtomicBoolean()), new Log())
            .orElseThrow();
    for (Interpretation reading : Interpretation.values()) {
      assertThat(resumed.readings().get(reading).get(0).validation())
          .isEqualTo(whole.readings().get(reading).get(0).validation());
    }
  }

  @Test
  void refusesToResumeWithOtherSettings() throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    log.stopIn("last-window-5", stop);
    Nocturne.reproduce(job(folder, TINY, stop), log);
    TrainSpec other = TINY.with(new ModelSpec(4, 6, 1, 8, 0.2, Targets.LAST));
    assertThatThrownBy(() -> Nocturne.reproduce(job(folder, other, new AtomicBoolean()), log))
        .isInstanceOf(RunException.class)
        .hasMessageContaining(
            "last-window-5: was begun with other settings (units 3, now 6); use the same");
  }

  @Test
  void refusesToMixTrainingsOfOtherEpochs() throws IOException {
    Nocturne.reproduce(job(folder, TINY, new AtomicBoolean()), log);
    TrainSpec longer = TINY.with(TINY.fit().withEpochs(2));
    assertThatThrownBy(() -> Nocturne.reproduce(job(folder, longer, new AtomicBoolean()), log))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("(epochs 1, now 2)");
  }

  @Test
  void resumesWithOtherThreads() throws IOException {
    Nocturne.reproduce(job(folder, TINY, new AtomicBoolean()), log);
    TrainSpec elsewhere = TINY.with(new SessionSettings(1, 16));
    Log again = new Log();
    assertThat(Nocturne.reproduce(job(folder, elsewhere, new AtomicBoolean()), again)).isPresent();
    assertThat(again.lines).contains("trained last-window-5");
  }

  @Test
  void stopsBetweenTwoMeasurements() throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    log.stopAtMeasuring("every-window-5", stop);
    assertThat(Nocturne.reproduce(job(folder, TINY, stop), log)).isEmpty();
    assertThat(log.lines).endsWith("measure last-window-5", "measure every-window-5");
  }

  private static ReproduceJob job(Path out, TrainSpec spec, AtomicBoolean stop) {
    return new ReproduceJob(
        out,
        "embedded",
        CORPUS,
        new StudyPlan(spec, 1, new TreeSet<>()),
        new TensorBoardSpec(0, 0, 0),
        new GenerateSpec(5, 2, 1, Sampler.ofTemperature(1)),
        2,
        stop::get);
  }

  /** What a reproduction told; it can ask for a stop in the midst of a training. */
  private static final class Log implements ReproduceListener {
    private final List<String> lines = new ArrayList<>();
    private String stopping = "";
    private String lastMeasured = "";
    private AtomicBoolean stop = new AtomicBoolean();

    void stopAtMeasuring(String run, AtomicBoolean request) {
      lastMeasured = run;
      stop = request;
    }

    void stopIn(String run, AtomicBoolean request) {
      stopping = run;
      stop = request;
    }

    @Override
    public Callback trainingStarted(Trial trial, int number, int trials, TrainJob job) {
      lines.add("train " + trial.run());
      return new Callback() {
        @Override
        public void batchFinished(BatchLog batch) {
          stop.compareAndSet(false, trial.run().equals(stopping));
        }
      };
    }

    @Override
    public void trainingSkipped(Trial trial, int number, int trials) {
      lines.add("trained " + trial.run());
    }

    @Override
    public void measuringStarted(Trial trial, int number, int trials) {
      lines.add("measure " + trial.run());
      stop.compareAndSet(false, trial.run().equals(lastMeasured));
    }
  }
}
