package io.nocturne.train;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.cluster.ClusterSpec;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A training to begin or to resume.
 *
 * @param run the run's folder, usually {@code checkpoints/RUN}
 * @param tensorboard the folder of its event files, usually {@code tensorboard/RUN}
 * @param source the place of the corpus, which the run keeps for resuming
 * @param corpus the training and validation data
 * @param spec the settings
 * @param logging the frequency of TensorBoard's logs
 * @param report on the files of the corpus, if there is one
 * @param callbacks called in this order, after the run's own logs
 * @param stopRequested returns, after each step, whether to save and stop
 * @param cluster the workers to train with, of which this process is the chief; empty to train
 *     alone
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
    BooleanSupplier stopRequested,
    Optional<ClusterSpec> cluster) {

  public TrainJob {
    callbacks = List.copyOf(callbacks);
  }

  /** Creates a training without callbacks that is not stopped from outside. */
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
        () -> false,
        Optional.empty());
  }

  /** Returns this with another frequency of logs. */
  public TrainJob with(TensorBoardSpec other) {
    return new TrainJob(
        run, tensorboard, source, corpus, spec, other, report, callbacks, stopRequested, cluster);
  }

  /** Returns this with a report on the corpus's files, which TensorBoard's Text tab shows. */
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
        stopRequested,
        cluster);
  }

  /** Returns this with more callbacks. */
  public TrainJob with(Callback... more) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.addAll(List.of(more));
    return new TrainJob(
        run, tensorboard, source, corpus, spec, logging, report, all, stopRequested, cluster);
  }

  /** Returns this with a request to stop, checked after each step. */
  public TrainJob stoppedBy(BooleanSupplier request) {
    return new TrainJob(
        run, tensorboard, source, corpus, spec, logging, report, callbacks, request, cluster);
  }

  /** Returns this on several workers. */
  public TrainJob on(ClusterSpec workers) {
    return new TrainJob(
        run,
        tensorboard,
        source,
        corpus,
        spec,
        logging,
        report,
        callbacks,
        stopRequested,
        Optional.of(workers));
  }
}
