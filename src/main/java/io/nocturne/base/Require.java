package io.nocturne.base;

/** Checks of arguments. Each failure names the argument, the rule and the value. */
public final class Require {
  private Require() {}

  /**
   * Requires a minimum.
   *
   * @throws IllegalArgumentException if {@code value} is below {@code min}
   */
  public static void atLeast(String name, long value, long min) {
    if (value < min) {
      throw new IllegalArgumentException(
          "%s must be at least %d, was %d".formatted(name, min, value));
    }
  }

  /**
   * Requires a range, both ends included.
   *
   * @throws IllegalArgumentException if {@code value} is below {@code min} or above {@code max}
   */
  public static void between(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, was %d".formatted(name, min, max, value));
    }
  }

  /**
   * Requires a number that is not below zero, and not NaN.
   *
   * @throws IllegalArgumentException if it is
   */
  public static void notNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " must be at least 0, was " + value);
    }
  }

  /**
   * Requires a share of a whole, such as a probability, both ends included.
   *
   * @throws IllegalArgumentException if {@code value} is below 0, above 1, or NaN
   */
  public static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, was " + value);
    }
  }

  /**
   * Requires a fraction below one, such as a dropout rate or a decay.
   *
   * @throws IllegalArgumentException if {@code value} is below 0, 1 or above, or NaN
   */
  public static void fractionBelowOne(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be at least 0 and below 1, was " + value);
    }
  }
}
