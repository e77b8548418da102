package io.nocturne.cli.console;

import java.time.Duration;
import java.util.Locale;

/** Formats durations. */
public final class Durations {

  private Durations() {}

  /** Returns a duration in at most two units: 0.4 s, 12 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
  public static String words(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (duration.toMillis() < 9_950) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    long minutes = Math.round(seconds / 60.0);
    if (minutes < 24 * 60) {
      return two(minutes / 60, "h", minutes % 60, "min");
    }
    long hours = Math.round(seconds / 3600.0);
    return two(hours / 24, "d", hours % 24, "h");
  }

  private static String two(long major, String majorUnit, long minor, String minorUnit) {
    return major + " " + majorUnit + (minor == 0 ? "" : " " + minor + " " + minorUnit);
  }
}
