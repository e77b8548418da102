package io.nocturne.checkpoint;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a checkpoint: {@code ckpt-3} after three epochs, {@code ckpt-3-250} after 250 batches
 * of the fourth, {@code best-3} if the third is the best so far.
 *
 * @param kind {@code ckpt} or {@code best}
 * @param epochs number of complete epochs
 * @param batches number of batches after them
 */
record CheckpointName(String kind, long epochs, long batches) {
  static final String LATEST = "ckpt";
  static final String BEST = "best";

  /** The order in which a training writes them. */
  static final Comparator<CheckpointName> IN_ORDER =
      Comparator.comparingLong(CheckpointName::epochs).thenComparingLong(CheckpointName::batches);

  private static final Pattern PATTERN =
      Pattern.compile("(ckpt|best)-(\\d{1,10})(?:-(\\d{1,18}))?");

  /** Returns the parts of a name, or empty if it is not a checkpoint's. */
  static Optional<CheckpointName> parse(String name) {
    Matcher parts = PATTERN.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long batches = parts.group(3) == null ? 0 : Long.parseLong(parts.group(3));
    return Optional.of(new CheckpointName(parts.group(1), Long.parseLong(parts.group(2)), batches));
  }

  /** Requires the name of a checkpoint of a kind. */
  static void require(String kind, String name) {
    if (parse(name).filter(parsed -> parsed.kind.equals(kind)).isEmpty()) {
      throw new IllegalArgumentException(
          "checkpoint must be named like %s-3, was %s".formatted(kind, name));
    }
  }
}
