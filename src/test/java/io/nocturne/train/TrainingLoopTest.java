package io.nocturne.train;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.StoredCorpora;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.EpochVerdict;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLoopTest {
  private static final TrainSpec THREE_EPOCHS = TrainingFixture.spec(3, 0.01);

  @TempDir static Path shared;
  private static TrainingResult whole;

  @TempDir Path folder;

  @BeforeAll
  static void trainUninterrupted() throws IOException {
    whole =
        TrainingFixture.train(
            TrainingFixture.begin(shared.resolve("whole"), THREE_EPOCHS), THREE_EPOCHS);
  }

  @Test
  void learnsScales() throws IOException {
    TrainSpec spec = TrainingFixture.spec(30, 0.02);

    TrainingResult result = TrainingFixture.train(TrainingFixture.begin(folder, spec), spec);

    List<EpochLog> epochs = result.progress().epochs();
    assertThat(epochs.get(epochs.size() - 1).training().loss())
        .isLessThan(0.7 * epochs.get(0).training().loss());
  }

  @Test
  void endsWhenAllEpochsAreDone() throws IOException {
    TrainSpec spec = TrainingFixture.spec(2, 0.001);

    TrainingResult result = TrainingFixture.train(TrainingFixture.begin(folder, spec), spec);

    assertThat(result.outcome()).isEqualTo(TrainingOutcome.FINISHED);
    assertThat(result.progress().finished()).contains("all 2 epochs done");
    assertThat(result.progress().epochs()).extracting(EpochLog::epoch).containsExactly(0, 1);
  }

  @Test
  void givesTheSameWeightsForTheSameSeed() throws IOException {
    TrainingFixture.train(
        TrainingFixture.begin(folder.resolve("again"), THREE_EPOCHS), THREE_EPOCHS);

    assertThat(weights("again", "ckpt-3")).isEqualTo(wholeWeights());
  }

  @Test
  void givesTheSameWeightsForACorpusThatStaysInItsFiles() throws IOException {
    RunFolder run = TrainingFixture.begin(folder.resolve("stored"), THREE_EPOCHS);
    try (Corpus stored = StoredCorpora.of(folder.resolve("shards"), TrainingFixture.corpus(), 3)) {
      TrainingFixture.train(
          new TrainJob(run.path(), run.path(), "shards", stored, THREE_EPOCHS), run);
    }
    assertThat(weights("stored", "ckpt-3")).isEqualTo(wholeWeights());
  }

  /** After the 1st step; in the midst of the 2nd epoch; on an epoch's last step; in validation. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 13, 14})
  void resumesToTheWeightsOfAnUninterruptedRun(int steps) throws IOException {
    RunFolder run = TrainingFixture.begin(folder.resolve("parts"), THREE_EPOCHS);

    TrainingResult interrupted = interruptedAfter(steps, run, THREE_EPOCHS);
    TrainingResult resumed = TrainingFixture.train(run, THREE_EPOCHS);

    assertThat(interrupted.outcome()).isEqualTo(TrainingOutcome.INTERRUPTED);
    assertThat(resumed.outcome()).isEqualTo(TrainingOutcome.FINISHED);
    assertThat(weights("parts", "ckpt-3")).isEqualTo(wholeWeights());
  }

  @Test
  void reportsTheSameLossesWhenResumed() throws IOException {
    RunFolder run = TrainingFixture.begin(folder.resolve("parts"), THREE_EPOCHS);

    interruptedAfter(20, run, THREE_EPOCHS);
    TrainingResult resumed = TrainingFixture.train(run, THREE_EPOCHS);

    assertThat(resumed.progress().epochs())
        .extracting(EpochLog::training)
        .isEqualTo(whole.progress().epochs().stream().map(EpochLog::training).toList());
    assertThat(resumed.progress().epochs())
        .extracting(EpochLog::validation)
        .isEqualTo(whole.progress().epochs().stream().map(EpochLog::validation).toList());
  }

  @Test
  void keepsTheBestEpochAndTheLatestCheckpoints() throws IOException {
    TrainSpec spec = TrainingFixture.spec(5, 0.01);
    RunFolder run = TrainingFixture.begin(folder, spec);

    TrainingProgress progress = TrainingFixture.train(run, spec).progress();

    String best = progress.best().orElseThrow().checkpoint();
    assertThat(names("*.index"))
        .containsExactlyInAnyOrder("ckpt-4.index", "ckpt-5.index", best + ".index");
    assertThat(folder.resolve("checkpoint"))
        .hasContent(
            """
            model_checkpoint_path: "ckpt-5"
            all_model_checkpoint_paths: "ckpt-4"
            all_model_checkpoint_paths: "ckpt-5"
            """);
  }

  @Test
  void restoresTheWeightsOfTheEpochWithTheLowestValidationLoss() throws IOException {
    TrainSpec spec =
        TrainingFixture.spec(6, 0.3); // Too large a learning rate: the loss goes up and down.
    RunFolder run = TrainingFixture.begin(folder, spec);

    TrainingProgress progress = TrainingFixture.train(run, spec).progress();

    double lowest =
        progress.epochs().stream().mapToDouble(log -> log.validation().loss()).min().orElseThrow();
    assertThat(progress.bestLog().orElseThrow().validation().loss()).isEqualTo(lowest);
    assertThat(run.checkpoints().best())
        .isEqualTo(folder.resolve("best-" + (progress.best().orElseThrow().epoch() + 1)));
  }

  @Test
  void takesTheLowestLossForTheBestWhateverMinDeltaIs() throws IOException {
    TrainSpec spec = TrainingFixture.spec(6, 0.01);
    FitSpec fit = spec.fit();
    TrainSpec strict = spec.with(new FitSpec(fit.batchSize(), 6, 10, 1e6, 1, 2, fit.seed()));

    TrainingProgress progress =
        TrainingFixture.train(TrainingFixture.begin(folder, strict), strict).progress();

    double lowest =
        progress.epochs().stream().mapToDouble(log -> log.validation().loss()).min().orElseThrow();
    assertThat(lowest).isLessThan(progress.epochs().get(0).validation().loss());
    assertThat(progress.bestLog().orElseThrow().validation().loss()).isEqualTo(lowest);
  }

  @Test
  void notesThatARunIsFinishedWhenResumingFindsNothingToDo() throws IOException {
    RunFolder run = TrainingFixture.begin(folder, TrainingFixture.spec(9, 0.01));
    interruptedAfter(40, run, TrainingFixture.spec(9, 0.01));
    int done = run.checkpoints().progress().orElseThrow().epochs().size();

    TrainingFixture.train(run, TrainingFixture.spec(done, 0.01));

    assertThat(run.checkpoints().progress().orElseThrow().finished())
        .contains("all " + done + " epochs done");
  }

  @Test
  void stopsWhenACallbackSaysSo() throws IOException {
    TrainSpec spec = TrainingFixture.spec(9, 0.01);
    Callback stopper =
        new Callback() {
          @Override
          public EpochVerdict epochFinished(EpochLog log) {
            return log.epoch() == 1 ? EpochVerdict.stop("enough") : EpochVerdict.proceed();
          }
        };

    TrainingProgress progress =
        TrainingFixture.train(TrainingFixture.begin(folder, spec), spec, stopper).progress();

    assertThat(progress.finished()).contains("enough");
    assertThat(progress.epochs()).hasSize(2);
  }

  @Test
  void refusesASecondTrainingOfTheSameRun() throws IOException {
    TrainSpec spec = TrainingFixture.spec(1, 0.01);
    RunFolder run = TrainingFixture.begin(folder, spec);
    List<Throwable> refusals = new ArrayList<>();
    Callback second =
        new Callback() {
          @Override
          public EpochVerdict epochFinished(EpochLog log) {
            refusals.add(catchThrowable(() -> TrainingFixture.train(run, spec)));
            return EpochVerdict.proceed();
          }
        };

    assertThat(TrainingFixture.train(run, spec, second).outcome())
        .isEqualTo(TrainingOutcome.FINISHED);
    assertThat(refusals)
        .singleElement(as(THROWABLE))
        .isInstanceOf(RunException.class)
        .hasMessage(
            folder
                + ": another training is writing this run; wait for it, stop it or choose another"
                + " run folder");
  }

  @Test
  void closesCallbacksWhenTrainingFails() throws IOException {
    TrainSpec spec = TrainingFixture.spec(1, 0.01);
    List<String> events = new ArrayList<>();
    Callback failing =
        new Callback() {
          @Override
          public void batchFinished(BatchLog log) throws IOException {
            throw new IOException("disk full");
          }

          @Override
          public void close() {
            events.add("closed");
          }
        };

    assertThatThrownBy(
            () -> TrainingFixture.train(TrainingFixture.begin(folder, spec), spec, failing))
        .hasMessage("disk full");
    assertThat(events).containsExactly("closed");
  }

  @Test
  void resumesWithMoreEpochsAfterAllWereDone() throws IOException {
    RunFolder run = TrainingFixture.begin(folder.resolve("a"), TrainingFixture.spec(2, 0.01));
    TrainingFixture.train(run, TrainingFixture.spec(2, 0.01));
    TrainingFixture.train(run, THREE_EPOCHS);

    assertThat(weights("a", "ckpt-3")).isEqualTo(wholeWeights());
  }

  /** Trains until a number of steps, of training and of validation, are done. */
  private static TrainingResult interruptedAfter(int steps, RunFolder run, TrainSpec spec)
      throws IOException {
    AtomicInteger asked = new AtomicInteger();
    return TrainingFixture.train(
        TrainingFixture.job(run, spec).stoppedBy(() -> asked.incrementAndGet() >= steps), run);
  }

  private static byte[] wholeWeights() throws IOException {
    return Files.readAllBytes(shared.resolve("whole/ckpt-3.data-00000-of-00001"));
  }

  private byte[] weights(String run, String checkpoint) throws IOException {
    return Files.readAllBytes(folder.resolve(run).resolve(checkpoint + ".data-00000-of-00001"));
  }

  private List<String> names(String glob) throws IOException {
    List<String> names = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, glob)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }
}
