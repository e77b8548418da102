package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.train.callback.Callback;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

class StepEventsTest {
  private static final TensorBoardSpec EVERY_FOURTH = new TensorBoardSpec(4, 1, 0);

  @TempDir private Path folder;

  @Test
  void countsTheStepsOfAllEpochs() throws IOException {
    train(EVERY_FOURTH, 0, Optional.empty(), 2 * Trainings.STEPS);

    assertThat(train().shown("batch_loss")).containsExactly(4L, 8L, 12L, 16L, 20L);
    assertThat(validation().shown("evaluation_loss_vs_iterations")).containsExactly(10L, 20L);
  }

  @Test
  void writesLossAndAccuracyOfTheEpochSoFar() throws IOException {
    train(EVERY_FOURTH, 0, Optional.empty(), 5);

    assertThat(train().scalars())
        .startsWith(Tuple.tuple("batch_loss", 4L, 4f), Tuple.tuple("batch_accuracy", 4L, 0.1f));
  }

  @Test
  void writesWhatTheValidationCameTo() throws IOException {
    train(EVERY_FOURTH, 0, Optional.empty(), Trainings.STEPS);

    assertThat(validation().scalars())
        .containsExactly(
            Tuple.tuple("evaluation_loss_vs_iterations", 10L, 4.5f),
            Tuple.tuple("evaluation_accuracy_vs_iterations", 10L, 0.05f));
  }

  @Test
  void writesCurvesByEpochOnlyIfTheUpdateFrequencyIsZero() throws IOException {
    train(new TensorBoardSpec(0, 0, 0), 0, Optional.empty(), Trainings.STEPS);

    assertThat(folder.resolve("train")).doesNotExist();
    assertThat(validation().shown("evaluation_loss_vs_iterations")).containsExactly(10L);
  }

  @Test
  void writesTheNormsOfAnEpochsGradientsByWeightAndTogether() throws IOException {
    train(EVERY_FOURTH, 0, Optional.empty(), Trainings.STEPS);

    assertThat(train().tags("histograms"))
        .containsExactlyInAnyOrder(
            "embedding/embeddings/gradient_norm", "dense/bias/gradient_norm", "gradient_norm");
    Summary.Value all =
        train().events().stream()
            .map(Event::getSummary)
            .flatMap(summary -> summary.getValueList().stream())
            .filter(value -> value.getTag().equals("gradient_norm"))
            .findFirst()
            .orElseThrow();
    double[] last = new double[3];
    all.getTensor()
        .getTensorContent()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(87, last);
    assertThat(last).containsExactly(5, 5, Trainings.STEPS); // The root of 3² + 4², in every step.
  }

  @Test
  void losesNoPointAndRepeatsNoneWhenResumedWithinAnEpoch() throws IOException {
    train(EVERY_FOURTH, 0, Optional.empty(), 16);
    train(EVERY_FOURTH, 16, Trainings.after(1, 6), 14);

    assertThat(train().starts()).containsExactly(0L, 17L);
    assertThat(train().shown("batch_loss")).containsExactly(4L, 8L, 12L, 16L, 20L, 24L, 28L);
    assertThat(validation().shown("evaluation_loss_vs_iterations")).containsExactly(10L, 20L, 30L);
  }

  @Test
  void dropsWhatAKilledProcessWroteAfterItsCheckpoint() throws IOException {
    train(EVERY_FOURTH, 0, Optional.empty(), 18);
    train(EVERY_FOURTH, 10, Trainings.after(1), 10);

    assertThat(train().starts()).containsExactly(0L, 11L);
    assertThat(train().shown("batch_loss")).containsExactly(4L, 8L, 12L, 16L, 20L);
    assertThat(train().shown("gradient_norm")).containsExactly(10L, 20L);
    assertThat(validation().starts()).containsExactly(0L, 11L);
    assertThat(validation().shown("evaluation_loss_vs_iterations")).containsExactly(10L, 20L);
  }

  @Test
  void catchesUpWithACheckpointThatAKillCameAfter() throws IOException {
    train(EVERY_FOURTH, 0, Optional.empty(), 9);
    train(EVERY_FOURTH, 10, Trainings.after(1), 10);

    assertThat(validation().shown("evaluation_loss_vs_iterations")).containsExactly(10L, 20L);
  }

  /** Takes steps of ten an epoch; an epoch ends with its tenth. */
  private void train(TensorBoardSpec spec, int done, Optional<TrainingProgress> resumed, int steps)
      throws IOException {
    try (Callback events = new StepEvents(folder, spec, Trainings.start(done, resumed))) {
      events.trainingStarted(Trainings.model(done), resumed);
      for (int step = done; step < done + steps; step++) {
        int epoch = step / Trainings.STEPS;
        int batch = step % Trainings.STEPS + 1;
        events.batchFinished(Trainings.step(epoch, batch));
        if (batch == Trainings.STEPS) {
          events.epochFinished(Trainings.epoch(epoch));
        }
      }
    }
  }

  private EventFolder train() {
    return new EventFolder(folder.resolve("train"));
  }

  private EventFolder validation() {
    return new EventFolder(folder.resolve("validation"));
  }
}
