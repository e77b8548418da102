package io.nocturne.fetch;

import io.nocturne.base.Require;
import java.time.Duration;

/**
 * The pace of requests.
 *
 * @param pause the time between two requests, and the first wait before a request is retried, which
 *     doubles with every retry
 * @param retries how often a request is retried, 0 to 20
 * @param timeout how long a request may take, its content included; above 0
 */
public record Politeness(Duration pause, int retries, Duration timeout) {

  /** One second between requests; three retries; a minute for each request. */
  public static final Politeness DEFAULT =
      new Politeness(Duration.ofSeconds(1), 3, Duration.ofMinutes(1));

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
