package io.nocturne.bench;

/**
 * One round of one contestant.
 *
 * @param seconds above 0
 * @param work the amount done in that time, in the contestant's unit, above 0
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
