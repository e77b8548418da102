package io.nocturne.musicxml;

/**
 * The place in a measure that is read, in quarters, so that changes of divisions do not move it.
 */
final class Position {
  /** Longer than any note or rest: 32 whole notes. */
  private static final double MAX_QUARTERS = 128;

  private final int ticksPerQuarter;
  private double divisions = 1;
  private double at;
  private double end;
  private double firstEnd;
  private boolean isFirst;

  Position(int ticksPerQuarter) {
    this.ticksPerQuarter = ticksPerQuarter;
  }

  void divide(double divisionsPerQuarter) {
    divisions = divisionsPerQuarter;
  }

  void beginMeasure() {
    at = 0;
    end = 0;
    firstEnd = 0;
    isFirst = true;
  }

  /** Returns a number of divisions as quarters; NaN if they are more than any note has. */
  double quarters(double duration) {
    double quarters = duration / divisions;
    return Math.abs(quarters) <= MAX_QUARTERS ? quarters : Double.NaN;
  }

  /**
   * Moves forward, or back if negative; returns false if that was stopped by the measure's start.
   */
  boolean move(double quarters) {
    double target = at + quarters;
    // Less than a tick is an error of rounding.
    boolean isInside = target * ticksPerQuarter > -0.5;
    isFirst &= quarters >= 0;
    at = Math.max(0, target);
    end = Math.max(end, at);
    firstEnd = isFirst ? at : firstEnd;
    return isInside;
  }

  double at() {
    return at;
  }

  long ticks() {
    return ticks(at);
  }

  long ticks(double quarters) {
    return Math.round(quarters * ticksPerQuarter);
  }

  /** Returns the furthest place that was reached in the measure. */
  long end() {
    return ticks(end);
  }

  /** Returns the place that was reached before the first move back: the end of the first voice. */
  long firstEnd() {
    return ticks(firstEnd);
  }
}
