package io.nocturne.bench;

/**
 * What one round of one contestant took.
 *
 * @param seconds above 0
 * @param work how much was done in that time, in the contestant's unit, above 0
 */
record Sample(double seconds, double work) {

  Sample {
    requirePositive("seconds", seconds);
    requirePositive("work", work);
  }

  double secondsPerUnit() {
    return seconds / work;
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be above 0, was " + value);
    }
  }
}
