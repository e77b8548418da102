package io.nocturne.train.cluster;

import java.time.Duration;

/** A time at which waiting ends. */
final class Deadline {
  private final Duration wait;
  private final long start = System.nanoTime();

  Deadline(Duration wait) {
    this.wait = wait;
  }

  Duration left() {
    Duration left = wait.minusNanos(System.nanoTime() - start);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isOver() {
    return left().isZero();
  }

  /** Returns the whole time, for messages. */
  @Override
  public String toString() {
    return wait.toSeconds() + " s";
  }
}
