package io.nocturne.train.tensorboard;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.BatchLog;
import io.nocturne.train.callback.BatchLog.Phase;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.EpochVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What counts the optimiser's steps, with the tags of Keras's TensorBoard callback: {@code
 * train/batch_loss} and {@code batch_accuracy}, over the epoch so far as Keras has them, and how
 * fast it goes; {@code validation/evaluation_loss_vs_iterations} and its accuracy. And, after an
 * epoch, histograms of the gradients' norms under {@code train/}.
 */
final class StepEvents implements Callback {
  private final Path folder;
  private final TensorBoardSpec spec;
  private final Clock clock;
  private final GradientNorms norms = new GradientNorms();
  private Optional<OpenSteps> open = Optional.empty();
  private Throughput throughput = Throughput.NONE;
  private long step;

  StepEvents(Path folder, TensorBoardSpec spec, Clock clock) {
    this.folder = folder;
    this.spec = spec;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Closed in close().
  public void trainingStarts(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    step = model.iterations();
    Path validation = folder.resolve("validation");
    Optional<EpochLog> missing =
        ResumePoint.of(resumed).missing(validation, "evaluation_accuracy_vs_iterations", step);
    long next = step == 0 ? 0 : step + 1;
    EventWriters writers =
        new EventWriters(
            EventWriters.open(folder.resolve("train"), next, clock),
            EventWriters.open(validation, missing.isPresent() ? step : next, clock));
    open = Optional.of(new OpenSteps(model, writers));
    if (missing.isPresent()) {
      writeEvaluation(missing.get().validation());
    }
  }

  @Override
  public void batchEnds(BatchLog log) throws IOException {
    EventWriter train = open.orElseThrow().writers.train();
    if (log.phase() == Phase.TRAINING) {
      step++;
      throughput = throughput.after(log);
      if (spec.updateFreq() > 0 && step % spec.updateFreq() == 0) {
        writeBatch(train, log.soFar());
      }
      if (spec.histogramFreq() > 0 && log.epoch() % spec.histogramFreq() == 0) {
        norms.add(open.orElseThrow().model.gradientNorms());
      }
    }
    train.flushWhenDue();
  }

  @Override
  public EpochVerdict epochEnds(EpochLog log) throws IOException {
    EventWriter train = open.orElseThrow().writers.train();
    norms.write(train, step);
    train.flush();
    writeEvaluation(log.validation());
    return EpochVerdict.proceed();
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      EventWriters writers = open.get().writers;
      open = Optional.empty();
      writers.close();
    }
  }

  private void writeBatch(EventWriter train, BatchLoss soFar) throws IOException {
    train.scalar("batch_loss", step, soFar.loss());
    train.scalar("batch_accuracy", step, soFar.accuracy());
    if (throughput.isKnown()) {
      train.scalar("batch_notes_per_second", step, throughput.notesPerSecond());
      throughput = throughput.anew();
    }
  }

  private void writeEvaluation(BatchLoss loss) throws IOException {
    EventWriter validation = open.orElseThrow().writers.validation();
    validation.scalar("evaluation_loss_vs_iterations", step, loss.loss());
    validation.scalar("evaluation_accuracy_vs_iterations", step, loss.accuracy());
    validation.flush();
  }

  /** What there is while training. */
  private record OpenSteps(ModelView model, EventWriters writers) {}
}
