package io.nocturne.evaluation;

import java.util.Locale;

/** Numbers as the pages write them. */
final class Figures {
  private Figures() {}

  /** With four decimals; nothing for what has no value. */
  static String decimals(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
