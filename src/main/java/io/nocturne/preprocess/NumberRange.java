package io.nocturne.preprocess;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers from one to another, both included. */
record NumberRange(int low, int high) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  /** Returns the numbers of a text such as {@code 2} or {@code 2-4}; empty if it is not one. */
  static Optional<NumberRange> parse(String text) {
    Matcher match = TEXT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    int low = Integer.parseInt(match.group(1));
    return Optional.of(
        new NumberRange(low, match.group(2) == null ? low : Integer.parseInt(match.group(2))));
  }

  /** Returns this if it is within some numbers, and not empty. */
  NumberRange within(int min, int max) {
    if (min <= low && low <= high && high <= max) {
      return this;
    }
    throw new IllegalArgumentException(
        "numbers must be in order and from %d to %d, such as 1-3, were %d-%d"
            .formatted(min, max, low, high));
  }

  boolean has(int value) {
    return value >= low && value <= high;
  }
}
