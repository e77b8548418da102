package io.nocturne.bench.soak;

import java.util.function.ToLongFunction;

/** What a process can lose by keeping it: each has a trend, and a limit to it. */
enum Holding {
  /** Physical memory of the process, Java's and TensorFlow's, in bytes. */
  RESIDENT("resident MiB", Unit.MIB, 8 * Unit.MIB, Holdings::resident),
  /** Java objects that are still reachable, in bytes. */
  HEAP("heap MiB", Unit.MIB, 2 * Unit.MIB, Holdings::heap),
  /** Objects of TensorFlow's that are not closed yet. */
  POINTERS("pointers", 1, 50, Holdings::pointers),
  THREADS("threads", 1, 2, Holdings::threads),
  /** Open files. */
  FILES("files", 1, 2, Holdings::files);

  private final String label;
  private final long unit;
  private final long limit;
  @SuppressWarnings("ImmutableEnumChecker") // A method reference without state.
  private final ToLongFunction<Holdings> amount;

  Holding(String label, long unit, long limit, ToLongFunction<Holdings> amount) {
    this.label = label;
    this.unit = unit;
    this.limit = limit;
    this.amount = amount;
  }

  private static final class Unit {
    private static final long MIB = 1L << 20;
  }

  String label() {
    return label;
  }

  long of(Holdings holdings) {
    return amount.applyAsLong(holdings);
  }

  /** Returns the maximum by which the trend may rise from the end of the warm-up to the end. */
  long limit() {
    return limit;
  }

  /** Converts bytes or a number to what the label names. */
  double inUnits(double amountOfThis) {
    return amountOfThis / unit;
  }
}
