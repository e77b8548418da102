package io.nocturne.train.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * The workers of a training from their meeting to its end. The chief is connected with every other
 * worker; all send a message now and then. If one is lost or fails, the work ends everywhere with
 * the same message, which names it.
 */
public final class Cluster implements AutoCloseable {
  private static final String TERMS = "terms";
  private static final String TIMEOUT = "timeout";
  private static final String READY = "ready";
  private static final String START = "start";
  private static final String DONE = "done";

  /** The maximum time in which work that has failed elsewhere may end by itself. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ClusterSpec spec;
  private final Members members;
  private final Pulse pulse;
  private ObjectNode terms;

  private Cluster(ClusterSpec spec) {
    this.spec = spec;
    members = new Members(spec.timeout().dividedBy(2));
    pulse = new Pulse(spec, members);
  }

  /**
   * Waits, as the chief, until all workers have come and are ready.
   *
   * @param program the versions that all must have
   * @param terms that every worker receives, and has to agree to
   * @param stopRequested returns whether to stop waiting
   * @throws IOException if one does not come or differs, naming it
   */
  public static Cluster gather(
      ClusterSpec spec, String program, ObjectNode terms, BooleanSupplier stopRequested)
      throws IOException {
    Cluster cluster = new Cluster(spec);
    try {
      ObjectNode message = Messages.message(TERMS).put(TIMEOUT, spec.timeout().toMillis());
      message.set(TERMS, terms);
      new Gathering(spec, new Hello(program, spec.index(), spec.addresses()), cluster.members)
          .await(new Deadline(spec.timeout()), message, stopRequested);
      cluster.members.await(READY, stopRequested);
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.members.fail(e.getMessage());
      cluster.close();
      throw e;
    }
  }

  /**
   * Meets the chief, whose timeout holds from then on.
   *
   * @throws IOException if it does not answer, or refuses this worker
   */
  public static Cluster join(ClusterSpec spec, String program, BooleanSupplier stopRequested)
      throws IOException {
    Joining.Met chief =
        new Joining(spec, new Hello(program, spec.index(), spec.addresses()))
            .join(new Deadline(spec.timeout()), stopRequested);
    Duration timeout = Duration.ofMillis(chief.terms().path(TIMEOUT).asLong());
    Cluster cluster = new Cluster(spec.within(timeout));
    cluster.terms = (ObjectNode) chief.terms().path(TERMS);
    cluster.members.add(0, spec.name(0), chief.messages());
    return cluster;
  }

  /** Returns the workers. */
  public ClusterSpec spec() {
    return spec;
  }

  /** Returns the chief's terms; for workers that have joined. */
  public ObjectNode terms() {
    return terms;
  }

  /** Sends the workers, as the chief, what they start from. */
  public void start(ObjectNode state) {
    members.send(Messages.message(START).set("state", state));
  }

  /** Agrees to the terms and waits for the start; returns what the chief sent. */
  public ObjectNode ready(BooleanSupplier stopRequested) throws IOException {
    members.send(Messages.message(READY));
    return (ObjectNode) members.await(START, stopRequested).path("state");
  }

  /** Ends the training everywhere, because this worker cannot take part. */
  public void refuse(String reason) {
    members.fail(reason);
  }

  /**
   * Does this worker's part, and waits for the others to have done theirs.
   *
   * <p>It is done in a thread of its own, because TensorFlow may wait for a lost worker without
   * end: the thread is then left behind.
   *
   * @param exchanging returns the time since which the part waits for the others
   * @throws IOException if a worker was lost or has failed, naming it
   */
  public <T> T run(Callable<T> part, Supplier<Duration> exchanging) throws IOException {
    pulse.observe(exchanging);
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(part.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "training");
    thread.setDaemon(true);
    thread.start();
    try {
      CompletableFuture.anyOf(result, members.failure()).get();
      if (!result.isDone()) {
        thread.join(grace());
        members.requireAll();
      }
      T value = result.get();
      finish();
      return value;
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private long grace() {
    return Math.min(GRACE.toMillis(), spec.timeout().toMillis() / 4);
  }

  /** A worker may end only when the chief has saved what it has to. */
  private void finish() throws IOException {
    if (!spec.isChief()) {
      members.send(Messages.message(DONE));
      members.await(DONE, () -> false);
    } else {
      members.await(DONE, () -> false);
      members.send(Messages.message(DONE));
    }
  }

  /** Returns the failure of another worker, if that is what made this one fail; else its own. */
  private IOException failed(Throwable own) throws IOException {
    if (own instanceof TensorFlowException) {
      // What TensorFlow says of a lost worker comes before it is known which.
      try {
        return new ClusterException(members.failure().get(grace(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException | ExecutionException e) {
        own.addSuppressed(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    members.fail(spec.name(spec.index()) + " failed: " + own.getMessage());
    if (own instanceof Error error) {
      throw error;
    }
    if (own instanceof RuntimeException exception) {
      throw exception;
    }
    return own instanceof IOException exception ? exception : new IOException(own);
  }

  @Override
  public void close() {
    pulse.close();
    members.close();
  }
}
