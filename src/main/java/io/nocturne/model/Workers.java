package io.nocturne.model;

import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.WorkerServer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tensorflow.Graph;
import org.tensorflow.Session;

/**
 * The workers that train a network together, of which this process is one. Each computes a share of
 * the rows of a batch; losses and gradients are those of the whole batch, and so the weights remain
 * equal.
 */
public final class Workers {
  /** The difference of the seeds of workers, so that their dropouts are unrelated. */
  private static final long WORKER = 0xBF58476D1CE4E5B9L;

  private final SessionSettings settings;
  private final Optional<WorkerServer> server;
  private final BooleanSupplier stopRequested;
  private volatile boolean stopAgreed;
  private volatile Optional<Long> exchanging = Optional.empty();

  private Workers(
      SessionSettings settings, Optional<WorkerServer> server, BooleanSupplier stopRequested) {
    this.settings = settings;
    this.server = server;
    this.stopRequested = stopRequested;
  }

  /** Returns this process as the only worker. */
  public static Workers alone(SessionSettings settings, BooleanSupplier stopRequested) {
    return new Workers(settings, Optional.empty(), stopRequested);
  }

  /** Returns the workers that a server is one of. */
  public static Workers of(
      SessionSettings settings, WorkerServer server, BooleanSupplier stopRequested) {
    return new Workers(settings, Optional.of(server), stopRequested);
  }

  /**
   * Returns whether to stop: with several workers, whether one of them requested it before the last
   * batch, so that all of them stop after the same one.
   */
  public boolean isStopping() {
    return server.isPresent() ? stopAgreed : stopRequested.getAsBoolean();
  }

  /** Returns the time since which this worker computes a batch with the others; zero between. */
  public Duration exchanging() {
    return exchanging
        .map(since -> Duration.ofNanos(System.nanoTime() - since))
        .orElse(Duration.ZERO);
  }

  SessionSettings settings() {
    return settings;
  }

  Optional<WorkerServer> server() {
    return server;
  }

  /** Returns the seed of this worker's dropout: the run's own for the first. */
  long dropoutSeed(long seed) {
    return seed + server.map(WorkerServer::index).orElse(0) * WORKER;
  }

  Session open(Graph graph) {
    return server.map(worker -> worker.open(graph)).orElseGet(() -> settings.open(graph));
  }

  /** Returns this worker's vote and notes that an exchange begins. */
  float beginExchange() {
    exchanging = Optional.of(System.nanoTime());
    return stopRequested.getAsBoolean() ? 1 : 0;
  }

  /** Notes that an exchange has ended. */
  void endExchange(boolean stop) {
    exchanging = Optional.empty();
    stopAgreed |= stop;
  }
}
