package io.nocturne.fetch;

import io.nocturne.base.Require;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The settings of fetching.
 *
 * @param page address of a web page, by http or https
 * @param folder where files go; created if it does not exist
 * @param match found in the addresses of the links to fetch
 * @param depth 1 for what the page links to; 2 for what the pages that it links to link to, too, as
 *     long as they are on its host; and so on, to 5
 * @param maxBytes size of the largest file that is kept, at least 1
 * @param politeness how requests follow each other
 */
public record FetchSpec(
    URI page, Path folder, Pattern match, int depth, int maxBytes, Politeness politeness) {

  /** Addresses that end as MIDI files do, before any query. */
  public static final Pattern MIDI_NAMES =
      Pattern.compile("\\.(mid|midi|kar|rmi)([?#].*)?$", Pattern.CASE_INSENSITIVE);

  /** Ten times what a long piece takes: 10 MiB. */
  public static final int DEFAULT_MAX_BYTES = 10 << 20;

  public FetchSpec {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(match, "match");
    Objects.requireNonNull(politeness, "politeness");
    if (!Addresses.isWeb(page)) {
      throw new IllegalArgumentException(
          "page must be an address that begins with http:// or https://, was " + page);
    }
    Require.between("depth", depth, 1, 5);
    Require.atLeast("max bytes", maxBytes, 1);
  }

  /**
   * The pace of requests.
   *
   * @param pause the time between two requests, and the first wait before a request is retried,
   *     which doubles with every retry
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
}
