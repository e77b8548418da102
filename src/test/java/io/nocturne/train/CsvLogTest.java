package io.nocturne.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.checkpoint.TrainingProgress.PartialEpoch;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.EpochVerdict;
import io.nocturne.train.callback.UnbuiltModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {
  private static final ModelView MODEL = UnbuiltModel.INSTANCE;
  private static final Locale DEFAULT = Locale.getDefault();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("log.csv");
  }

  @AfterEach
  void resetLocale() {
    Locale.setDefault(DEFAULT);
  }

  /** Keras's CSVLogger: the epoch, then the logs' keys in the order of the alphabet. */
  @Test
  void hasTheColumnsOfKerasAndThenOurs() throws IOException {
    log(Optional.empty(), epoch(0));

    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo(
            "epoch,accuracy,loss,val_accuracy,val_loss,seconds,notes_per_second,learning_rate");
  }

  @Test
  void hasALineForEachEpoch() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1));

    assertThat(lines())
        .containsExactly(
            "0,0.03,4.0,0.05,4.5,1.500,80.0,0.001", "1,0.03,4.0,0.05,4.55,1.500,80.0,0.001");
  }

  @Test
  void keepsEveryBitOfALoss() throws IOException {
    double loss = Math.nextUp(0.1);
    log(
        Optional.empty(),
        new EpochLog(0, new BatchLoss(loss, 0, 1), new BatchLoss(1, 0, 1), 1e-7, 1));

    assertThat(Double.parseDouble(lines().get(0).split(",", -1)[2])).isEqualTo(loss);
  }

  @Test
  void writesPointsWhereTheLocaleHasCommas() throws IOException {
    Locale.setDefault(Locale.GERMANY);

    log(Optional.empty(), epoch(0));

    assertThat(lines()).containsExactly("0,0.03,4.0,0.05,4.5,1.500,80.0,0.001");
  }

  @Test
  void hasNoGapAndNoLineTwiceAfterResuming() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1), epoch(2));

    log(Optional.of(progress(2)), epoch(2), epoch(3));

    assertThat(epochs()).containsExactly("0", "1", "2", "3");
  }

  @Test
  void catchesUpWithACheckpointThatAKillCameAfter() throws IOException {
    log(Optional.empty(), epoch(0));

    log(Optional.of(progress(2)));

    assertThat(epochs()).containsExactly("0", "1");
  }

  @Test
  void forgetsAnEpochThatNoCheckpointHolds() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1), epoch(2));

    log(Optional.of(progress(1)));

    assertThat(epochs()).containsExactly("0");
  }

  @Test
  void leavesNoFileButItsOwn() throws IOException {
    log(Optional.empty(), epoch(0), epoch(1));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private void log(Optional<TrainingProgress> resumed, EpochLog... epochs) throws IOException {
    try (Callback log = new CsvLog(file)) {
      log.trainingStarted(MODEL, resumed);
      for (EpochLog epoch : epochs) {
        assertThat(log.epochFinished(epoch)).isEqualTo(EpochVerdict.proceed());
      }
    }
  }

  private static EpochLog epoch(int epoch) {
    return new EpochLog(
        epoch, new BatchLoss(400, 3, 100), new BatchLoss(90 + epoch, 1, 20), 0.001, 1.5);
  }

  private static TrainingProgress progress(int epochs) {
    List<EpochLog> logs = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      logs.add(epoch(epoch));
    }
    return new TrainingProgress(
        "ckpt-" + epochs, Optional.empty(), logs, PartialEpoch.NONE, Optional.empty());
  }

  private List<String> lines() throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size());
  }

  private List<String> epochs() throws IOException {
    return lines().stream().map(line -> line.substring(0, line.indexOf(','))).toList();
  }
}
