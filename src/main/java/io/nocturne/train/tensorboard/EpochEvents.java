package io.nocturne.train.tensorboard;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelView;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.EpochVerdict;
import io.nocturne.train.tensorboard.TensorBoardLog.LoggedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what Keras's TensorBoard callback writes by epoch: {@code epoch_loss} and {@code
 * epoch_accuracy} under {@code train/} and {@code validation/}; under {@code train/} also {@code
 * epoch_learning_rate}, the graph and the layers, and histograms of the weights.
 */
final class EpochEvents implements Callback {
  private final LoggedRun run;
  private final int histogramFreq;
  private final TrainingStart start;
  private final Optional<EpochLog> missing;
  private final int first;
  private final EventWriters writers;

  /**
   * Writes histograms in epochs 0, {@code histogramFreq}, twice that and so on; none if that is 0.
   */
  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // This owns its writers; close() closes them.
  EpochEvents(Path folder, LoggedRun run, int histogramFreq, TrainingStart start)
      throws IOException {
    this.run = run;
    this.histogramFreq = histogramFreq;
    this.start = start;
    int next = start.epochs().size();
    Path validation = folder.resolve("validation");
    missing = start.missing(validation, "epoch_accuracy", next - 1);
    first = missing.map(EpochLog::epoch).orElse(next);
    writers =
        new EventWriters(
            start.writer(folder.resolve("train"), first), start.writer(validation, first));
  }

  @Override
  public void trainingStarted(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    if (resumed.isEmpty()) {
      writers.train().graph(model.graphDef());
    }
    if (first == 0) { // At a later one TensorBoard keeps what an earlier file says.
      writers.train().kerasModel("keras", KerasModelConfig.json(run));
      writers.train().flush();
    }
    if (missing.isPresent()) {
      epochFinished(missing.get());
    }
  }

  @Override
  public EpochVerdict epochFinished(EpochLog log) throws IOException {
    write(writers.train(), log.epoch(), log.training());
    writers.train().scalar("epoch_learning_rate", log.epoch(), log.learningRate());
    if (histogramFreq > 0 && log.epoch() % histogramFreq == 0) {
      Map<String, float[]> weights = start.model().weights();
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
    writers.close();
  }

  private static void write(EventWriter writer, int epoch, BatchLoss loss) throws IOException {
    writer.scalar("epoch_loss", epoch, loss.loss());
    writer.scalar("epoch_accuracy", epoch, loss.accuracy());
  }
}
