package io.nocturne.train;

/** The wall time of an epoch, which may have begun in an earlier process. */
final class Stopwatch {
  private final double before;
  private final long start = System.nanoTime();

  private Stopwatch(double before) {
    this.before = before;
  }

  /** Starts a stopwatch that shows a number of seconds already. */
  static Stopwatch startedBefore(double seconds) {
    return new Stopwatch(seconds);
  }

  double seconds() {
    return before + (System.nanoTime() - start) / 1e9;
  }
}
