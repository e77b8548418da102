package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.Monitor;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Schedule;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduledTrainingTest {
  private static final int EPOCHS = 3;

  /** Reduces the learning rate after every epoch but the first, whatever the loss. */
  private static final OptimizerSpec PLATEAU =
      OptimizerSpec.of(Algorithm.RMSPROP, Schedule.PLATEAU)
          .withLearningRate(0.01)
          .with(Parameter.CENTERED, 1)
          .with(Parameter.EPSILON, 1e-3)
          .with(Parameter.PLATEAU_FACTOR, 0.5)
          .with(Parameter.PLATEAU_PATIENCE, 1)
          .with(Parameter.PLATEAU_MIN_DELTA, 1e6);

  @TempDir Path folder;

  static Stream<OptimizerSpec> specs() {
    return Stream.of(
        PLATEAU,
        OptimizerSpec.of(Algorithm.SGD, Schedule.COSINE)
            .withLearningRate(0.1)
            .with(Parameter.MOMENTUM, 0.9)
            .with(Parameter.WARMUP_EPOCHS, 0.5)
            .with(Parameter.DECAY_EPOCHS, 2.5),
        OptimizerSpec.of(Algorithm.ADAMW, Schedule.EXPONENTIAL)
            .with(Parameter.DECAY_RATE, 0.5)
            .with(Parameter.CLIP_VALUE, 0.1));
  }

  /** Interrupted in the third epoch, after the second reduction at the plateau. */
  @ParameterizedTest
  @MethodSource("specs")
  void resumesToTheWeightsOfAnUninterruptedRun(OptimizerSpec optimizer) throws IOException {
    TrainSpec spec = TrainingFixture.spec(EPOCHS, 0.01).with(optimizer);
    TrainingProgress whole = train("whole", spec);

    RunFolder run = TrainingFixture.begin(folder.resolve("parts"), spec);
    AtomicInteger asked = new AtomicInteger();
    TrainJob job = TrainingFixture.job(run, spec).stoppedBy(() -> asked.incrementAndGet() >= 40);
    TrainingResult interrupted = TrainingFixture.train(job, run);
    TrainingProgress resumed = TrainingFixture.train(run, spec).progress();

    assertThat(interrupted.outcome()).isEqualTo(TrainingOutcome.INTERRUPTED);
    assertThat(interrupted.progress().epochs()).hasSize(2);
    assertThat(weights("parts")).isEqualTo(weights("whole"));
    assertThat(rates(resumed)).isEqualTo(rates(whole));
  }

  @Test
  void logsTheLearningRateBeforeItsReduction() throws IOException {
    TrainSpec spec = TrainingFixture.spec(4, 0.01).with(PLATEAU);
    assertThat(rates(train("plateau", spec))).containsExactly(0.01, 0.01, 0.005, 0.0025);
  }

  /** As Keras's TensorBoard callback, which asks the schedule after the last step. */
  @Test
  void logsTheLearningRateAfterTheStepsOfAnEpoch() throws IOException {
    OptimizerSpec halving =
        OptimizerSpec.of(Algorithm.ADAM, Schedule.EXPONENTIAL)
            .withLearningRate(0.5)
            .with(Parameter.DECAY_RATE, 0.5);
    TrainSpec spec = TrainingFixture.spec(EPOCHS, 0.01).with(halving);
    assertThat(rates(train("halving", spec))).containsExactly(0.25, 0.125, 0.0625);
  }

  @ParameterizedTest
  @EnumSource
  void theBestEpochIsThatOfTheMonitor(Monitor monitor) throws IOException {
    TrainSpec spec = TrainingFixture.spec(6, 0.3); // Too large a rate: metrics go up and down.
    FitSpec fit = spec.fit();
    FitSpec monitored = new FitSpec(fit.batchSize(), 6, monitor, 10, 0, 0, 1, 2, fit.seed());
    TrainingProgress progress = train("run", spec.with(monitored));
    EpochLog best = progress.bestLog().orElseThrow();
    assertThat(progress.epochs()).noneMatch(log -> monitor.isBetter(log, best));
  }

  @Test
  void smoothsBothLosses() throws IOException {
    TrainSpec spec = TrainingFixture.spec(1, 1e-6);
    FitSpec fit = spec.fit();
    FitSpec smooth = new FitSpec(fit.batchSize(), 1, fit.monitor(), 10, 0, 0.5, 1, 2, fit.seed());
    EpochLog plain = train("plain", spec).epochs().get(0);
    EpochLog smoothed = train("smooth", spec.with(smooth)).epochs().get(0);
    // Untrained, all tokens have about the same probability, so that both are near ln 89.
    assertThat(smoothed.validation().loss()).isNotEqualTo(plain.validation().loss());
    assertThat(smoothed.training().loss()).isNotEqualTo(plain.training().loss());
    assertThat(smoothed.validation().correct()).isEqualTo(plain.validation().correct());
  }

  private TrainingProgress train(String name, TrainSpec spec) throws IOException {
    RunFolder run = TrainingFixture.begin(folder.resolve(name), spec);
    return TrainingFixture.train(run, spec).progress();
  }

  private static List<Double> rates(TrainingProgress progress) {
    return progress.epochs().stream().map(EpochLog::learningRate).toList();
  }

  private byte[] weights(String run) throws IOException {
    return Files.readAllBytes(folder.resolve(run).resolve("ckpt-3.data-00000-of-00001"));
  }
}
