package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.EpochVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

class EpochEventsTest {
  @TempDir private Path folder;

  @Test
  void writesTheTagsOfKerasWithEpochsFromZero() throws IOException {
    log(0, Optional.empty(), 0, 1);

    assertThat(train().scalars())
        .containsExactly(
            Tuple.tuple("epoch_loss", 0L, 4f),
            Tuple.tuple("epoch_accuracy", 0L, 0.03f),
            Tuple.tuple("epoch_learning_rate", 0L, 0.001f),
            Tuple.tuple("epoch_loss", 1L, 4f),
            Tuple.tuple("epoch_accuracy", 1L, 0.03f),
            Tuple.tuple("epoch_learning_rate", 1L, 0.001f));
    assertThat(validation().scalars())
        .containsExactly(
            Tuple.tuple("epoch_loss", 0L, 4.5f),
            Tuple.tuple("epoch_accuracy", 0L, 0.05f),
            Tuple.tuple("epoch_loss", 1L, 4.55f),
            Tuple.tuple("epoch_accuracy", 1L, 0.05f));
  }

  @Test
  void writesTheGraphOnceAndForTrainingOnly() throws IOException {
    log(0, Optional.empty(), 0, 1);
    log(0, Trainings.after(2), 2);

    assertThat(train().events().stream().filter(Event::hasGraphDef).map(Event::getGraphDef))
        .containsExactly(Trainings.GRAPH);
    assertThat(validation().events()).noneMatch(Event::hasGraphDef);
  }

  @Test
  void writesTheLayersAgainOnlyIfItVoidsThem() throws IOException {
    log(0, Optional.empty());
    log(0, Trainings.after(0, 3), 0, 1);
    log(0, Trainings.after(2), 2);

    assertThat(train().starts()).containsExactly(0L, 0L, 2L);
    assertThat(train().shown("keras")).containsExactly(0L);
  }

  @Test
  void writesHistogramsOfTheWeightsInEpochsThatAreDue() throws IOException {
    log(2, Optional.empty(), 0, 1, 2);

    assertThat(train().tags("histograms"))
        .containsExactlyInAnyOrder("embedding/embeddings/histogram", "dense/bias/histogram");
    assertThat(train().shown("dense/bias/histogram")).containsExactly(0L, 2L);
  }

  @Test
  void writesNoHistogramsIfTheirFrequencyIsZero() throws IOException {
    log(0, Optional.empty(), 0, 1);

    assertThat(train().tags("histograms")).isEmpty();
  }

  @Test
  void voidsWhatAKilledProcessWroteAfterItsCheckpoint() throws IOException {
    log(1, Optional.empty(), 0, 1, 2);
    log(1, Trainings.after(2), 2, 3);

    assertThat(train().starts()).containsExactly(0L, 2L);
    assertThat(validation().starts()).containsExactly(0L, 2L);
    assertThat(train().shown("epoch_loss")).containsExactly(0L, 1L, 2L, 3L);
    assertThat(train().shown("dense/bias/histogram")).containsExactly(0L, 1L, 2L, 3L);
    assertThat(validation().shown("epoch_loss")).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void writesNoEpochTwiceWhenTheProcessBeforeEndedWell() throws IOException {
    log(1, Optional.empty(), 0, 1);
    log(1, Trainings.after(2), 2);

    assertThat(validation().scalars())
        .filteredOn(scalar -> scalar.toList().get(0).equals("epoch_loss"))
        .extracting(scalar -> scalar.toList().get(1))
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void catchesUpWithACheckpointThatAKillCameAfter() throws IOException {
    log(0, Optional.empty(), 0, 1);
    log(0, Trainings.after(3), 3);

    assertThat(train().shown("epoch_loss")).containsExactly(0L, 1L, 2L, 3L);
    assertThat(validation().shown("epoch_accuracy")).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void repeatsNothingWhenResumedWithinAnEpoch() throws IOException {
    log(1, Optional.empty(), 0, 1);
    log(1, Trainings.after(2, 4), 2);

    assertThat(train().starts()).containsExactly(0L, 2L);
    assertThat(train().scalars()).filteredOn(Tuple.tuple("epoch_loss", 1L, 4f)::equals).hasSize(1);
    assertThat(train().shown("epoch_loss")).containsExactly(0L, 1L, 2L);
  }

  @Test
  @SuppressWarnings("MustBeClosed") // It is closed at once.
  void writesNothingBeforeTheTrainingStarts() throws IOException {
    TrainingStart start = Trainings.start(0, Optional.empty());

    new EpochEvents(folder.resolve("run"), Trainings.run(), 1, start).close();

    assertThat(folder.resolve("run")).doesNotExist();
  }

  private void log(int histogramFreq, Optional<TrainingProgress> resumed, int... epochs)
      throws IOException {
    try (Callback events =
        new EpochEvents(folder, Trainings.run(), histogramFreq, Trainings.start(0, resumed))) {
      events.trainingStarted(Trainings.model(0), resumed);
      for (int epoch : epochs) {
        EpochLog log = Trainings.epoch(epoch);
        assertThat(events.epochFinished(log)).isEqualTo(EpochVerdict.proceed());
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
