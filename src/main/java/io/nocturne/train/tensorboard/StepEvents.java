package io.nocturne.train.tensorboard;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.BatchLog.Phase;
import io.nocturne.train.callback.Callback.EpochVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes what is counted in the optimizer's steps, with the tags of Keras's TensorBoard callback:
 * under {@code train/} {@code batch_loss} and {@code batch_accuracy}, over the epoch so far as in
 * Keras, the throughput and, after an epoch, histograms of the gradients' norms; under {@code
 * validation/} {@code evaluation_loss_vs_iterations} and its accuracy.
 */
final class StepEvents implements Callback {
  private final TensorBoardSpec spec;
  private final ModelView model;
  private final Optional<EpochLog> missing;
  private final EventWriters writers;
  private final GradientNorms norms = new GradientNorms();
  private Throughput throughput = Throughput.NONE;
  private long step;

  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // This owns its writers; close() closes them.
  StepEvents(Path folder, TensorBoardSpec spec, TrainingStart start) throws IOException {
    this.spec = spec;
    model = start.model();
    step = model.iterations();
    Path validation = folder.resolve("validation");
    missing = start.missing(validation, "evaluation_accuracy_vs_iterations", step);
    long next = step == 0 ? 0 : step + 1;
    writers =
        new EventWriters(
            start.writer(folder.resolve("train"), next),
            start.writer(validation, missing.isPresent() ? step : next));
  }

  @Override
  public void trainingStarted(ModelView trained, Optional<TrainingProgress> resumed)
      throws IOException {
    if (missing.isPresent()) {
      writeEvaluation(missing.get().validation());
    }
  }

  @Override
  public void batchFinished(BatchLog log) throws IOException {
    EventWriter train = writers.train();
    if (log.phase() == Phase.TRAINING) {
      step++;
      throughput = throughput.after(log);
      if (spec.updateFreq() > 0 && step % spec.updateFreq() == 0) {
        writeBatch(train, log.soFar());
      }
      if (spec.histogramFreq() > 0 && log.epoch() % spec.histogramFreq() == 0) {
        norms.add(model.gradientNorms());
      }
    }
    train.flushWhenDue();
  }

  @Override
  public EpochVerdict epochFinished(EpochLog log) throws IOException {
    EventWriter train = writers.train();
    norms.write(train, step);
    train.flush();
    writeEvaluation(log.validation());
    return EpochVerdict.proceed();
  }

  @Override
  public void close() throws IOException {
    writers.close();
  }

  private void writeBatch(EventWriter train, BatchLoss soFar) throws IOException {
    train.scalar("batch_loss", step, soFar.loss());
    train.scalar("batch_accuracy", step, soFar.accuracy());
    if (throughput.isKnown()) {
      train.scalar("batch_notes_per_second", step, throughput.notesPerSecond());
      throughput = throughput.restarted();
    }
  }

  private void writeEvaluation(BatchLoss loss) throws IOException {
    EventWriter validation = writers.validation();
    validation.scalar("evaluation_loss_vs_iterations", step, loss.loss());
    validation.scalar("evaluation_accuracy_vs_iterations", step, loss.accuracy());
    validation.flush();
  }
}
