package io.nocturne.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callback.TrainingResult.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEventsTest {
  @TempDir private Path folder;

  @Test
  void describesTheRun() throws IOException {
    log(Optional.empty(), Optional.of(TrainingOutcome.FINISHED));

    assertThat(events().tags("hparams"))
        .containsExactly("_hparams_/session_start_info", "_hparams_/session_end_info");
    assertThat(events().tags("text")).containsExactly("configuration", "corpus", "model");
    assertThat(events().tags("custom_scalars")).containsExactly("custom_scalars__config__");
  }

  @Test
  void putsTheSettingsIntoATable() throws IOException {
    log(Optional.empty(), Optional.empty());

    assertThat(events().text("configuration"))
        .startsWith(
            "| group | setting | value |\n| --- | --- | --- |\n| model | embedding | 128 |\n")
        .contains("| optimizer | learning-rate | 0.001 |\n");
  }

  @Test
  void summarizesTheFiles() throws IOException {
    log(Optional.empty(), Optional.empty());

    assertThat(events().text("corpus"))
        .contains("| training windows | ")
        .contains("| read | 1 | 1,200 |\n| repaired | 1 | 30 |\n| skipped | 0 | 0 |\n")
        .contains("| b\\|c.mid | repaired | track 2 ends 12 bytes early |\n");
  }

  @Test
  void showsTheLayersWithTheirSizes() throws IOException {
    log(Optional.empty(), Optional.empty());

    assertThat(events().text("model"))
        .contains("| bidirectional\\_1 | Bidirectional GRU | \\[B, 512\\] | 1,182,720 |\n")
        .endsWith("| in all |  |  | 1,832,665 |\n");
  }

  @Test
  void showsTheLowestLossSoFarAndItsAccuracy() throws IOException {
    log(Optional.empty(), Optional.empty(), 1, 0, 2);

    assertThat(events().scalars())
        .extracting(scalar -> scalar.toList().get(0), scalar -> scalar.toList().get(2))
        .containsExactly(
            Tuple.tuple("best_val_loss", 4.55f),
            Tuple.tuple("best_val_accuracy", 0.05f),
            Tuple.tuple("best_val_loss", 4.5f),
            Tuple.tuple("best_val_accuracy", 0.05f),
            Tuple.tuple("best_val_loss", 4.5f),
            Tuple.tuple("best_val_accuracy", 0.05f));
  }

  @Test
  void leavesTheEndOpenWhenInterrupted() throws IOException {
    log(Optional.empty(), Optional.of(TrainingOutcome.INTERRUPTED));

    assertThat(events().tags("hparams")).containsExactly("_hparams_/session_start_info");
  }

  @Test
  void isAFailureWhenTheTrainingBreaksOff() throws IOException {
    log(Optional.empty(), Optional.empty());

    assertThat(events().tags("hparams"))
        .containsExactly("_hparams_/session_start_info", "_hparams_/session_end_info");
  }

  @Test
  void takesThePlaceOfWhatAnEarlierProcessWrote() throws IOException {
    log(Optional.empty(), Optional.empty(), 0, 1);
    log(Trainings.after(2), Optional.of(TrainingOutcome.INTERRUPTED), 2);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThat(events().tags("hparams")).containsExactly("_hparams_/session_start_info");
    assertThat(events().shown("best_val_loss")).containsExactly(0L, 1L, 2L);
  }

  @Test
  @SuppressWarnings("MustBeClosed") // It is closed at once.
  void leavesTheDescriptionOfARunWhoseTrainingDoesNotStart() throws IOException {
    log(Optional.empty(), Optional.of(TrainingOutcome.INTERRUPTED), 0);

    new RunEvents(folder, Trainings.run(), Trainings.start(0, Trainings.after(1))).close();

    assertThat(events().tags("hparams")).containsExactly("_hparams_/session_start_info");
  }

  /** A training that breaks off if it has no outcome. */
  private void log(
      Optional<TrainingProgress> resumed, Optional<TrainingOutcome> outcome, int... epochs)
      throws IOException {
    try (Callback events = new RunEvents(folder, Trainings.run(), Trainings.start(0, resumed))) {
      events.trainingStarted(Trainings.model(0), resumed);
      for (int epoch : epochs) {
        events.epochFinished(Trainings.epoch(epoch));
      }
      if (outcome.isPresent()) {
        TrainingProgress progress = Trainings.after(1).orElseThrow();
        events.trainingFinished(new TrainingResult(outcome.get(), progress));
      }
    }
  }

  private EventFolder events() {
    return new EventFolder(folder);
  }
}
