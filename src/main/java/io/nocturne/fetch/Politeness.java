package io.nocturne.fetch;

import io.nocturne.base.Require;
import java.time.Duration;

/**
 * How requests follow each other.
 *
 * @param pause between two requests, and the first wait before a request is tried again, which
 *     doubles with every try
 * @param retries how often a request is tried again, 0 to 20
 * @param timeout how long a server may say nothing, above 0
 */
public record Politeness(Duration pause, int retries, Duration timeout) {

  /** A second between requests; three more tries; half a minute of silence. */
  public static final Politeness DEFAULT =
      new Politeness(Duration.ofSeconds(1), 3, Duration.ofSeconds(30));

  public Politeness {
    if (pause.isNegative()) {
      throw new IllegalArgumentException("pause must be at least 0, was " + pause);
    }
    Require.between("retries", retries, 0, 20);
    if (timeout.isNegative() || timeout.isZero() || timeout.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("timeout must be above 0, was " + timeout);
    }
  }
}
