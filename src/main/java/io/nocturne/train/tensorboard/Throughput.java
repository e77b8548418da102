package io.nocturne.train.tensorboard;

import io.nocturne.train.callback.Callback.BatchLog;
import java.util.OptionalInt;

/**
 * The training speed within an epoch. Time between epochs does not count: the first step of an
 * epoch only sets the start.
 *
 * @param epoch the epoch, from 0; empty before the first step
 * @param since notes of the epoch that were trained on when counting began
 * @param start when counting began, in nanoseconds
 * @param notes notes of the epoch that have been trained on
 * @param now when the last of them was, in nanoseconds
 */
record Throughput(OptionalInt epoch, long since, long start, long notes, long now) {
  static final Throughput NONE = new Throughput(OptionalInt.empty(), 0, 0, 0, 0);

  /** Returns the throughput after another step. */
  Throughput after(BatchLog log) {
    return after(log.epoch(), log.soFar().targets(), System.nanoTime());
  }

  /** Returns the throughput when {@code trained} notes of an epoch have been trained on. */
  Throughput after(int currentEpoch, long trained, long nanos) {
    OptionalInt current = OptionalInt.of(currentEpoch);
    return current.equals(epoch)
        ? new Throughput(epoch, since, start, trained, nanos)
        : new Throughput(current, trained, nanos, trained, nanos);
  }

  /** Returns a throughput that is counted from now on. */
  Throughput restarted() {
    return new Throughput(epoch, notes, now, notes, now);
  }

  boolean isKnown() {
    return notes > since && now > start;
  }

  double notesPerSecond() {
    return (notes - since) / ((now - start) / 1e9);
  }
}
