package io.nocturne.base;

import java.util.Locale;

/** Numbers as pages, tables and messages write them, in English whatever the system's language. */
public final class Numbers {
  private Numbers() {}

  /** Returns a measured value with four decimals; the empty string for NaN, a missing value. */
  public static String measured(double value) {
    return Double.isNaN(value) ? "" : fixed(value, 4);
  }

  /** Returns a value with a fixed number of decimals: {@code 0.50}. */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Returns a share from 0 to 1 in percent: {@code 97.5 %}. */
  public static String percent(double share) {
    return fixed(100 * share, 1) + " %";
  }

  /** Returns a whole number with separators: {@code 1,234}. */
  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a number rounded to a whole one with separators: 1233.5 is {@code 1,234}. */
  public static String grouped(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** Returns a value as command lines write it: 1.0E-7 is {@code 1e-7}, 1.0 is {@code 1}. */
  public static String plain(double value) {
    return Double.toString(value).replace("E", "e").replaceFirst("\\.0(?=e|$)", "");
  }
}
