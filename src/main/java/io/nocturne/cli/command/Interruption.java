package io.nocturne.cli.command;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C (or SIGTERM) as a condition that work checks between two steps: whether to save and stop.
 *
 * <p>The signal starts the JVM's shutdown, which waits for this to be closed; the exit code is then
 * the signal's, 130 or 143. A kill that cannot be caught is not held up.
 */
public final class Interruption implements BooleanSupplier, AutoCloseable {
  private static final Set<Interruption> OPEN = ConcurrentHashMap.newKeySet();

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "interruption");
  private final CountDownLatch signal = new CountDownLatch(1);
  private volatile boolean requested;

  public Interruption() {
    OPEN.add(this);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the work is to stop, and nothing is to wait for it.
      requested = true;
      signal.countDown();
      close();
    }
  }

  /** Returns whether to stop. */
  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** Waits until all work has saved its state; for the end of the process. */
  public static void awaitAll() throws InterruptedException {
    for (Interruption interruption : OPEN) {
      interruption.closed.await();
    }
  }

  /** Waits for the signal. */
  public void await() throws InterruptedException {
    signal.await();
  }

  /** Lets the process end. */
  @Override
  public void close() {
    closed.countDown();
    OPEN.remove(this);
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The signal came just now; there is nothing left to wait for.
      }
    }
  }

  private void request() {
    requested = true;
    signal.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
