package io.nocturne.train.tensorboard;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.dataset.Split;
import io.nocturne.model.ModelView;
import io.nocturne.model.TokenIds;
import io.nocturne.music.Piece;
import io.nocturne.token.Tokenizer;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.BatchLog;
import io.nocturne.train.callback.Callback.EpochVerdict;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callbacks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that a run logs for TensorBoard.
 *
 * <p>TensorBoard's Python reader drops what a resumed run writes again by folder and not by tag. So
 * each folder counts one kind of step, and has one callback that writes it.
 */
public final class TensorBoardLog implements Callback {
  private final Path folder;
  private final TensorBoardSpec spec;
  private final LoggedRun run;
  private final Function<ModelView, Piece> composer;
  private final Clock clock;

  /** The callbacks that write, made when the training starts. */
  private final Callbacks writing = new Callbacks(List.of());

  /**
   * Creates the log of a run; nothing is written before the training starts.
   *
   * @param folder the run's, usually {@code tensorboard/RUN}
   * @param composer makes a piece with the network in its current state; must not change it
   * @param clock dates files and events
   */
  public TensorBoardLog(
      Path folder,
      TensorBoardSpec spec,
      LoggedRun run,
      Function<ModelView, Piece> composer,
      Clock clock) {
    this.folder = folder;
    this.spec = spec;
    this.run = run;
    this.composer = composer;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Closed in close().
  public void trainingStarted(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    TrainingStart start = new TrainingStart(model, resumed, clock);
    writing.add(new RunEvents(folder, run, start));
    writing.add(new EpochEvents(folder, run, spec.histogramFreq(), start));
    writing.add(new StepEvents(folder.resolve("steps"), spec, start));
    writing.add(new EmbeddingProjector(folder, run.tokenizer().vocabulary(), model));
    if (spec.sampleFreq() > 0) {
      writing.add(new SampleEvents(folder.resolve("samples"), spec.sampleFreq(), composer, start));
    }
    writing.trainingStarted(model, resumed);
  }

  @Override
  public void batchFinished(BatchLog log) throws IOException {
    writing.batchFinished(log);
  }

  @Override
  public EpochVerdict epochFinished(EpochLog log) throws IOException {
    return writing.epochFinished(log);
  }

  @Override
  public void trainingFinished(TrainingResult result) throws IOException {
    writing.trainingFinished(result);
  }

  @Override
  public void close() throws IOException {
    writing.close();
  }

  /**
   * A run whose description is logged with its curves.
   *
   * @param info its settings
   * @param tokenizer of its corpus
   * @param split its windows
   * @param report on the files of its corpus, if there is one
   */
  public record LoggedRun(
      RunInfo info, Tokenizer tokenizer, Split split, Optional<PrepareReport> report) {

    /** Returns the corpus, which every run that is being trained has. */
    CorpusInfo corpus() {
      return info.corpus().orElseThrow();
    }

    TokenIds tokenIds() {
      return RunTokens.ids(tokenizer.vocabulary());
    }
  }
}
