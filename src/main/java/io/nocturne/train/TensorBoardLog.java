package io.nocturne.train;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.Progress;
import io.nocturne.model.BatchLoss;
import io.nocturne.tensorboard.EventWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Event files as Keras's TensorBoard callback writes them: {@code train/} and {@code validation/}
 * with {@code epoch_loss} and {@code epoch_accuracy}, and {@code epoch_learning_rate}, the graph
 * and the run's configuration under {@code train/}.
 */
public final class TensorBoardLog implements Callback {
  private final Path folder;
  private final String configuration;
  private final Clock clock;
  private Optional<Writers> writers = Optional.empty();

  /**
   * Writes below a folder.
   *
   * @param folder the run's, usually {@code tensorboard/RUN}
   * @param configuration the run's settings as JSON
   */
  public TensorBoardLog(Path folder, String configuration, Clock clock) {
    this.folder = folder;
    this.configuration = configuration;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Closed in close().
  public void trainingStarts(TrainedModel model, Optional<Progress> resumed) throws IOException {
    List<EpochLog> epochs = resumed.map(Progress::epochs).orElse(List.of());
    // A kill may have come between the last epoch's checkpoint and its events: write them again.
    int firstEpoch = Math.max(0, epochs.size() - 1);
    Writers opened = new Writers(open("train", firstEpoch), open("validation", firstEpoch));
    writers = Optional.of(opened);
    if (resumed.isEmpty()) {
      opened.train.graph(model.graphDef().toByteArray());
    }
    if (firstEpoch == 0) { // At a later one TensorBoard keeps what an earlier file says.
      opened.train.text("configuration", 0, "```json\n" + configuration + "\n```");
      opened.train.flush();
    }
    if (!epochs.isEmpty()) {
      write(epochs.get(firstEpoch));
    }
  }

  @Override
  public Verdict epochEnds(EpochLog log) throws IOException {
    write(log);
    return Verdict.goOn();
  }

  private void write(EpochLog log) throws IOException {
    Writers open = writers.orElseThrow();
    write(open.train, log.epoch(), log.training());
    open.train.scalar("epoch_learning_rate", log.epoch(), log.learningRate());
    write(open.validation, log.epoch(), log.validation());
    open.train.flush();
    open.validation.flush();
  }

  @Override
  public void close() throws IOException {
    if (writers.isPresent()) {
      Writers open = writers.get();
      writers = Optional.empty();
      try (open.validation) {
        open.train.close();
      }
    }
  }

  @MustBeClosed
  private EventWriter open(String name, int firstEpoch) {
    Path path = folder.resolve(name);
    return firstEpoch == 0
        ? EventWriter.start(path, clock)
        : EventWriter.resume(path, firstEpoch, clock);
  }

  private static void write(EventWriter writer, int epoch, BatchLoss loss) throws IOException {
    writer.scalar("epoch_loss", epoch, loss.loss());
    writer.scalar("epoch_accuracy", epoch, loss.accuracy());
  }

  /** Both are open or neither is. */
  private record Writers(EventWriter train, EventWriter validation) {}
}
