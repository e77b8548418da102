package io.nocturne.evaluate.page;

import java.util.Locale;

/** Numbers as the pages write them. */
public final class NumberFormats {
  private NumberFormats() {}

  /** With four decimals; nothing for what has no value. */
  public static String decimals(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** A share: {@code 97.5 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** With separators: {@code 1,234}. */
  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
