package io.nocturne.train;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.EpochVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of the epochs as CSV: the columns of Keras's CSVLogger, then ours. The whole file is
 * written after each epoch, so that a resumed run's table has no gap and no line twice.
 */
final class CsvLog implements Callback {
  private static final String HEADER =
      "epoch,accuracy,loss,val_accuracy,val_loss,seconds,notes_per_second,learning_rate\n";

  private final Path file;
  private final List<EpochLog> epochs = new ArrayList<>();

  /** Creates a log that writes to a file, whose folder must exist. */
  CsvLog(Path file) {
    this.file = file;
  }

  @Override
  public void trainingStarted(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    epochs.clear();
    resumed.ifPresent(progress -> epochs.addAll(progress.epochs()));
    if (!epochs.isEmpty()) {
      write(); // A kill may have come between the last epoch's checkpoint and its line.
    }
  }

  @Override
  public EpochVerdict epochFinished(EpochLog log) throws IOException {
    epochs.add(log);
    write();
    return EpochVerdict.proceed();
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    epochs.forEach(epoch -> text.append(line(epoch)));
    AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(EpochLog log) {
    BatchLoss training = log.training();
    BatchLoss validation = log.validation();
    return String.format(
        Locale.ROOT,
        "%d,%s,%s,%s,%s,%.3f,%.1f,%s\n",
        log.epoch(),
        training.accuracy(),
        training.loss(),
        validation.accuracy(),
        validation.loss(),
        log.seconds(),
        log.notesPerSecond(),
        log.learningRate());
  }
}
