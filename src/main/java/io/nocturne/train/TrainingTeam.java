package io.nocturne.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.corpus.Corpus;
import io.nocturne.model.Workers;
import io.nocturne.runtime.WorkerServer;
import io.nocturne.train.TrainingRuns.JobOfWorker;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.TrainingResult;
import io.nocturne.train.callback.Callbacks;
import io.nocturne.train.cluster.Cluster;
import io.nocturne.train.cluster.ClusterSpec;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The workers of a job: this process alone, or a cluster. */
final class TrainingTeam implements AutoCloseable {
  private static final String PROGRESS = "progress";

  private final TrainJob job;
  private final Optional<Cluster> cluster;

  private TrainingTeam(TrainJob job, Optional<Cluster> cluster) {
    this.job = job;
    this.cluster = cluster;
  }

  /**
   * Waits, as the chief, for the workers of a job; one without others does not wait.
   *
   * @throws IOException if one does not come or differs, naming it
   */
  @MustBeClosed
  static TrainingTeam gather(TrainJob job) throws IOException {
    if (job.cluster().isEmpty()) {
      return new TrainingTeam(job, Optional.empty());
    }
    requireShareable(job);
    return new TrainingTeam(
        job,
        Optional.of(
            Cluster.gather(
                job.cluster().get(),
                TrainingTerms.program(),
                TrainingTerms.of(job).toJson(),
                job.stopRequested())));
  }

  private static void requireShareable(TrainJob job) {
    if (job.spec().model().stateful()) {
      throw new UserException(
          "stateful: is not possible with several workers: the rows of a batch hand on their states"
              + " in order; train on one, or without it");
    }
  }

  /**
   * Trains a run as its chief, or alone.
   *
   * @param batches of all workers
   */
  TrainingResult train(RunStore store, EpochBatches batches, Callback callback) throws IOException {
    if (cluster.isEmpty()) {
      return TrainingLoop.train(
          job.spec(),
          store,
          batches,
          Workers.alone(job.spec().session(), job.stopRequested()),
          callback);
    }
    WorkerServer server = server(job, cluster.get());
    cluster.get().start(state(store.run().checkpoints().progress()));
    return train(cluster.get(), server, new WorkerPart(job, store, batches, callback));
  }

  /**
   * Joins a chief and does a worker's part of its training.
   *
   * @throws IOException if the chief does not answer, or a worker is lost, naming it
   * @throws UserException if the job is not the chief's
   */
  static TrainingResult join(ClusterSpec spec, JobOfWorker jobs, BooleanSupplier stopRequested)
      throws IOException {
    try (Cluster cluster = Cluster.join(spec, TrainingTerms.program(), stopRequested)) {
      TrainJob job;
      EpochBatches batches;
      WorkerServer server;
      try {
        TrainingTerms terms = TrainingTerms.fromJson(cluster.terms());
        job = jobs.job(terms.source(), TrainSpec.fromJson(terms.spec())).stoppedBy(stopRequested);
        terms.require(job, spec.name(spec.index()));
        job.spec().session().requireAvailable();
        batches =
            EpochBatches.of(job.spec().split(job.corpus()), job.spec(), job.corpus().tokenizer());
        server = server(job, cluster);
      } catch (IOException | RuntimeException e) {
        String name = spec.name(spec.index());
        String message = String.valueOf(e.getMessage());
        cluster.refuse(message.startsWith(name) ? message : name + ": " + message);
        throw e;
      }
      Corpus corpus = job.corpus();
      try (corpus) {
        TrainingStore store = TrainingStore.ofWorker(progress(cluster.ready(stopRequested)));
        return train(
            cluster, server, new WorkerPart(job, store, batches, new Callbacks(job.callbacks())));
      }
    }
  }

  private static WorkerServer server(TrainJob job, Cluster cluster) {
    ClusterSpec spec = cluster.spec();
    return WorkerServer.start(spec.addresses(), spec.index(), job.spec().session());
  }

  /** The part of a training that a worker does. */
  private record WorkerPart(
      TrainJob job, TrainingStore store, EpochBatches batches, Callback callback) {}

  private static TrainingResult train(Cluster cluster, WorkerServer server, WorkerPart part)
      throws IOException {
    TrainSpec spec = part.job().spec();
    Workers workers = Workers.of(spec.session(), server, part.job().stopRequested());
    EpochBatches share = part.batches().share(server.index(), server.count());
    return cluster.run(
        () -> TrainingLoop.train(spec, part.store(), share, workers, part.callback()),
        workers::exchanging);
  }

  private static ObjectNode state(Optional<TrainingProgress> progress) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    progress.ifPresent(resumed -> state.set(PROGRESS, RunJson.toJson(resumed)));
    return state;
  }

  private static Optional<TrainingProgress> progress(ObjectNode state) {
    return Optional.ofNullable(state.get(PROGRESS))
        .map(json -> RunJson.fromJson(json, TrainingProgress.class));
  }

  @Override
  public void close() {
    cluster.ifPresent(Cluster::close);
  }
}
