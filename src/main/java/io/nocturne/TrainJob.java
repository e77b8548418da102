package io.nocturne;

import io.nocturne.corpus.Corpus;
import io.nocturne.train.Callback;
import io.nocturne.train.TrainSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A training to begin or to go on with.
 *
 * @param run the run's folder, usually {@code checkpoints/RUN}
 * @param tensorboard the folder of its event files, usually {@code tensorboard/RUN}
 * @param source where the corpus is, noted in the run for resuming
 * @param corpus what to learn from
 * @param spec how
 * @param callbacks called in this order, after the run's own logs
 * @param stopRequested asked after each step: whether to save and return
 */
public record TrainJob(
    Path run,
    Path tensorboard,
    String source,
    Corpus corpus,
    TrainSpec spec,
    List<Callback> callbacks,
    BooleanSupplier stopRequested) {

  public TrainJob {
    callbacks = List.copyOf(callbacks);
  }

  /** A training without callbacks that nobody stops. */
  public TrainJob(Path run, Path tensorboard, String source, Corpus corpus, TrainSpec spec) {
    this(run, tensorboard, source, corpus, spec, List.of(), () -> false);
  }

  /** This with further callbacks. */
  public TrainJob with(Callback... more) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.addAll(List.of(more));
    return new TrainJob(run, tensorboard, source, corpus, spec, all, stopRequested);
  }

  /** This, stopped when asked to. */
  public TrainJob stoppedBy(BooleanSupplier request) {
    return new TrainJob(run, tensorboard, source, corpus, spec, callbacks, request);
  }
}
