package io.nocturne.train.tensorboard;

import io.nocturne.model.ModelView;
import io.nocturne.music.Piece;
import io.nocturne.train.callback.Callback;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
   * @param composer makes a piece by the network as it is; must not change it
   * @param clock dates files and events
   */
  public static List<Callback> of(
      Path folder,
      TensorBoardSpec spec,
      LoggedRun run,
      Function<ModelView, Piece> composer,
      Clock clock) {
    List<Callback> callbacks = new ArrayList<>();
    callbacks.add(new RunEvents(folder, run, clock));
    callbacks.add(new EpochEvents(folder, run, spec.histogramFreq(), clock));
    callbacks.add(new StepEvents(folder.resolve("steps"), spec, clock));
    callbacks.add(new EmbeddingProjector(folder, run.tokenizer().vocabulary()));
    if (spec.sampleFreq() > 0) {
      callbacks.add(
          new SampleEvents(folder.resolve("samples"), spec.sampleFreq(), composer, clock));
    }
    return callbacks;
  }
}
