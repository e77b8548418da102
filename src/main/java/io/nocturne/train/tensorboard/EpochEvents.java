package io.nocturne.train.tensorboard;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.EpochVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What Keras's TensorBoard callback writes by epoch: {@code train/} and {@code validation/} with
 * {@code epoch_loss} and {@code epoch_accuracy}; under {@code train/} also {@code
 * epoch_learning_rate}, the graph and the layers, and histograms of the weights.
 */
final class EpochEvents implements Callback {
  private final Path folder;
  private final LoggedRun run;
  private final int histogramFreq;
  private final Clock clock;
  private Optional<OpenEvents> open = Optional.empty();

  /** Writes histograms in epochs 0, {@code histogramFreq} and so on; none if that is 0. */
  EpochEvents(Path folder, LoggedRun run, int histogramFreq, Clock clock) {
    this.folder = folder;
    this.run = run;
    this.histogramFreq = histogramFreq;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Closed in close().
  public void trainingStarts(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    ResumePoint before = ResumePoint.of(resumed);
    int next = before.epochs().size();
    Path validation = folder.resolve("validation");
    Optional<EpochLog> missing = before.missing(validation, "epoch_accuracy", next - 1);
    int first = missing.map(EpochLog::epoch).orElse(next);
    EventWriters writers =
        new EventWriters(
            EventWriters.open(folder.resolve("train"), first, clock),
            EventWriters.open(validation, first, clock));
    open = Optional.of(new OpenEvents(model, writers));
    if (resumed.isEmpty()) {
      writers.train().graph(model.graphDef());
    }
    if (first == 0) { // At a later one TensorBoard keeps what an earlier file says.
      writers.train().kerasModel("keras", KerasModelConfig.json(run));
      writers.train().flush();
    }
    if (missing.isPresent()) {
      epochEnds(missing.get());
    }
  }

  @Override
  public EpochVerdict epochEnds(EpochLog log) throws IOException {
    EventWriters writers = open.orElseThrow().writers;
    write(writers.train(), log.epoch(), log.training());
    writers.train().scalar("epoch_learning_rate", log.epoch(), log.learningRate());
    if (histogramFreq > 0 && log.epoch() % histogramFreq == 0) {
      Map<String, float[]> weights = open.orElseThrow().model.weights();
      for (Map.Entry<String, float[]> weight : weights.entrySet()) {
        writers.train().histogram(weight.getKey() + "/histogram", log.epoch(), weight.getValue());
      }
    }
    write(writers.validation(), log.epoch(), log.validation());
    writers.flush();
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

  private static void write(EventWriter writer, int epoch, BatchLoss loss) throws IOException {
    writer.scalar("epoch_loss", epoch, loss.loss());
    writer.scalar("epoch_accuracy", epoch, loss.accuracy());
  }

  /** What there is while training. */
  private record OpenEvents(ModelView model, EventWriters writers) {}
}
