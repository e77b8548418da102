package io.nocturne.bench;

import io.nocturne.bench.Case.Unit;
import java.util.Locale;
import java.util.OptionalLong;

/** Formats figures for the tables: three significant digits, in a suitable unit. */
final class Quantity {
  private static final String[] TIMES = {"s", "ms", "us", "ns"};
  private static final String[] MULTIPLES = {"", "k", "M", "G", "T"};
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};
  private static final int THOUSAND = 1000;

  private Quantity() {}

  /** Returns one figure, such as {@code 101 ms} or {@code 5.21 M notes/s}. */
  static String of(double secondsPerUnit, Unit unit) {
    return switch (unit.style()) {
      case TIME -> time(secondsPerUnit);
      case RATE -> rate(1 / secondsPerUnit, unit.name());
    };
  }

  /** Returns the range of the figures. */
  static String range(Spread secondsPerUnit, Unit unit) {
    String fast = of(secondsPerUnit.least(), unit);
    String slow = of(secondsPerUnit.most(), unit);
    return unit.style() == Unit.Style.TIME ? fast + " to " + slow : slow + " to " + fast;
  }

  /** Returns a ratio, such as {@code 0.482 (0.451 to 0.513)}. */
  static String ratio(Spread ratio) {
    return "%s (%s to %s)"
        .formatted(digits(ratio.median()), digits(ratio.least()), digits(ratio.most()));
  }

  /** Returns a size, such as {@code 1.21 GB}; empty if unknown. */
  static String bytes(OptionalLong bytes) {
    return bytes.isEmpty() ? "" : scaled((double) bytes.getAsLong(), BYTES);
  }

  private static String time(double seconds) {
    int unit = 0;
    double value = seconds;
    while (value < 1 && unit < TIMES.length - 1) {
      value *= THOUSAND;
      unit++;
    }
    return digits(value) + " " + TIMES[unit];
  }

  private static String rate(double perSecond, String unit) {
    String figure = scaled(perSecond, MULTIPLES);
    // A symbol takes its prefix, GFLOP; a word stands alone, M notes.
    boolean joined = figure.endsWith(" ") || Character.isUpperCase(unit.charAt(0));
    return figure + (joined ? "" : " ") + unit + "/s";
  }

  private static String scaled(double value, String[] units) {
    int unit = 0;
    double scaled = value;
    while (scaled >= THOUSAND && unit < units.length - 1) {
      scaled /= THOUSAND;
      unit++;
    }
    return digits(scaled) + " " + units[unit];
  }

  /** Returns three significant digits, or all before the point, of a value above 0. */
  private static String digits(double value) {
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(value)));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
