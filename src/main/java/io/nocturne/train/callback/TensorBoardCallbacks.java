package io.nocturne.train.callback;

import io.nocturne.train.Callback;
import io.nocturne.train.TensorBoardSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * All that a run logs for TensorBoard.
 *
 * <p>TensorBoard's Python reader drops what a resumed run writes again by folder and not by tag. So
 * each folder counts one kind of step, and has one callback that writes it.
 */
public final class TensorBoardCallbacks {
  private TensorBoardCallbacks() {}

  /**
   * The callbacks of a run.
   *
   * @param folder the run's, usually {@code tensorboard/RUN}
   * @param clock dates files and events
   */
  public static List<Callback> of(Path folder, TensorBoardSpec spec, LoggedRun run, Clock clock) {
    return List.of(
        new RunEvents(folder, run, clock),
        new EpochEvents(folder, spec.histogramFreq(), clock),
        new StepEvents(folder.resolve("steps"), spec, clock),
        new EmbeddingProjector(folder, run.tokenizer().vocabulary()));
  }
}
