package io.nocturne.train;

/** Wall time of an epoch, which may have begun in an earlier process. */
final class Stopwatch {
  private final double before;
  private final long start = System.nanoTime();

  private Stopwatch(double before) {
    this.before = before;
  }

  /** Runs from now, with so many seconds on it already. */
  static Stopwatch startedBefore(double seconds) {
    return new Stopwatch(seconds);
  }

  double seconds() {
    return before + (System.nanoTime() - start) / 1e9;
  }
}
