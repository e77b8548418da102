package io.nocturne.train;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A training to begin or to go on with.
 *
 * @param run the run's folder, usually {@code checkpoints/RUN}
 * @param tensorboard the folder of its event files, usually {@code tensorboard/RUN}
 * @param source where the corpus is, noted in the run for resuming
 * @param corpus what to learn from
 * @param spec how
 * @param logging how much of it is logged for TensorBoard
 * @param report what became of the files that the corpus was made of, if that is known
 * @param callbacks called in this order, after the run's own logs
 * @param stopRequested asked after each step: whether to save and return
 */
public record TrainJob(
    Path run,
    Path tensorboard,
    String source,
    Corpus corpus,
    TrainSpec spec,
    TensorBoardSpec logging,
    Optional<PrepareReport> report,
    List<Callback> callbacks,
    BooleanSupplier stopRequested) {

  public TrainJob {
    callbacks = List.copyOf(callbacks);
  }

  /** A training without callbacks that nobody stops. */
  public TrainJob(Path run, Path tensorboard, String source, Corpus corpus, TrainSpec spec) {
    this(
        run,
        tensorboard,
        source,
        corpus,
        spec,
        TensorBoardSpec.DEFAULT,
        Optional.empty(),
        List.of(),
        () -> false);
  }

  /** This, logged more or less densely. */
  public TrainJob with(TensorBoardSpec other) {
    return new TrainJob(
        run, tensorboard, source, corpus, spec, other, report, callbacks, stopRequested);
  }

  /** This with a report on the corpus's files, which TensorBoard's Text tab then shows. */
  public TrainJob with(PrepareReport files) {
    return new TrainJob(
        run,
        tensorboard,
        source,
        corpus,
        spec,
        logging,
        Optional.of(files),
        callbacks,
        stopRequested);
  }

  /** This with further callbacks. */
  public TrainJob with(Callback... more) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.addAll(List.of(more));
    return new TrainJob(
        run, tensorboard, source, corpus, spec, logging, report, all, stopRequested);
  }

  /** This, stopped when asked to. */
  public TrainJob stoppedBy(BooleanSupplier request) {
    return new TrainJob(
        run, tensorboard, source, corpus, spec, logging, report, callbacks, request);
  }
}
