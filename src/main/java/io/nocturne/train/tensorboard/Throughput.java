package io.nocturne.train.tensorboard;

import io.nocturne.train.callback.BatchLog;

/**
 * How fast an epoch's steps go. Time between epochs does not count: the first step heard of in an
 * epoch only sets the start.
 *
 * @param epoch the epoch, from 0; -1 before the first
 * @param since notes learnt of it when counting began
 * @param start when that was, in nanoseconds
 * @param notes notes learnt of it now
 * @param now when that is
 */
record Throughput(int epoch, long since, long start, long notes, long now) {
  static final Throughput NONE = new Throughput(-1, 0, 0, 0, 0);

  /** This after another step. */
  Throughput after(BatchLog log) {
    return after(log.epoch(), log.soFar().targets(), System.nanoTime());
  }

  /** This when so many notes of an epoch are learnt. */
  Throughput after(int current, long learnt, long nanos) {
    return current == epoch
        ? new Throughput(epoch, since, start, learnt, nanos)
        : new Throughput(current, learnt, nanos, learnt, nanos);
  }

  /** This from now on. */
  Throughput anew() {
    return new Throughput(epoch, notes, now, notes, now);
  }

  boolean isKnown() {
    return notes > since && now > start;
  }

  double notesPerSecond() {
    return (notes - since) / ((now - start) / 1e9);
  }
}
