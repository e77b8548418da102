package io.nocturne.fetch;

import io.nocturne.fetch.Http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of one address, asked for until it is there: what may pass is tried again after a
 * pause that doubles each time, and a transfer that broke off goes on where it was if the server
 * can.
 */
final class Download {
  private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final URI address;
  private final int most;
  private final Set<String> types;
  private final Politeness manners;
  private final Waiting waiting;
  private final Http http;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private Optional<String> validator = Optional.empty();

  /** How time passes. */
  @FunctionalInterface
  interface Waiting {
    void pass(Duration time) throws InterruptedException;
  }

  /**
   * What is there.
   *
   * @param from where it came from at last
   * @param content nothing if it has not changed, or is of no type that is wanted
   */
  record Result(
      URI from,
      Optional<byte[]> content,
      String type,
      Optional<String> etag,
      Optional<String> lastModified) {}

  /**
   * A download that has not begun.
   *
   * @param most bytes of the content
   * @param types media types that are wanted; empty for any
   */
  Download(URI address, int most, Set<String> types, Politeness manners, Waiting waiting) {
    this.address = address;
    this.most = most;
    this.types = types;
    this.manners = manners;
    this.waiting = waiting;
    http = new Http(manners.timeout());
  }

  /**
   * Gets the content.
   *
   * @param known what an earlier time left, for which the server is asked whether it has changed
   * @throws FetchException if it cannot be had
   */
  Result get(Optional<Manifest.ManifestEntry> known) throws FetchException, InterruptedException {
    String problem = "";
    for (int attempt = 0; attempt <= manners.retries(); attempt++) {
      Duration wait = manners.pause().multipliedBy(1L << attempt);
      try (Response answer = http.get(address, headers(known))) {
        Optional<Result> result = result(answer, known.isPresent());
        if (result.isPresent()) {
          return result.get();
        }
        problem = "the server says " + statusLine(answer);
        wait = retryAfter(answer).orElse(wait);
      } catch (FetchException e) {
        throw e;
      } catch (IOException e) {
        problem = problem(e);
      }
      if (attempt < manners.retries()) {
        waiting.pass(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
      }
    }
    throw new FetchException(
        address,
        problem + (manners.retries() > 0 ? "; asked " + (manners.retries() + 1) + " times" : ""));
  }

  private Map<String, String> headers(Optional<Manifest.ManifestEntry> known) {
    Map<String, String> headers = new HashMap<>();
    if (received.size() > 0) {
      headers.put("Range", "bytes=" + received.size() + "-");
      headers.put("If-Range", validator.orElseThrow());
    } else if (known.isPresent()) {
      known.get().etag().ifPresent(etag -> headers.put("If-None-Match", etag));
      known.get().lastModified().ifPresent(date -> headers.put("If-Modified-Since", date));
    }
    return headers;
  }

  /** Nothing if it is worth another try. */
  private Optional<Result> result(Response answer, boolean known) throws IOException {
    switch (answer.status()) {
      case OK -> received.reset();
      case PARTIAL -> {
        if (!isTheRest(answer.header("Content-Range").orElse(""))) {
          received.reset();
          return Optional.empty();
        }
      }
      case NOT_MODIFIED -> {
        if (!known) {
          throw new FetchException(address, "the server says 304 of a file that is not here");
        }
        return Optional.of(without(answer));
      }
      case RANGE_NOT_SATISFIABLE -> {
        received.reset();
        return Optional.empty();
      }
      default -> {
        if (RETRYABLE.contains(answer.status())) {
          return Optional.empty();
        }
        throw new FetchException(address, "the server says " + statusLine(answer));
      }
    }
    boolean wanted = types.isEmpty() || types.contains(answer.type());
    return Optional.of(wanted ? content(answer) : without(answer));
  }

  /** Whether a part begins where the last one broke off, and goes to the end. */
  private boolean isTheRest(String range) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches() || !matcher.group(1).equals(String.valueOf(received.size()))) {
      return false;
    }
    String whole = matcher.group(3);
    return whole.equals("*") || Long.parseLong(whole) == Long.parseLong(matcher.group(2)) + 1;
  }

  private static Result without(Response answer) {
    return new Result(
        answer.address(), Optional.empty(), answer.type(), Optional.empty(), Optional.empty());
  }

  private Result content(Response answer) throws IOException {
    Optional<String> etag = answer.header("ETag");
    Optional<String> lastModified = answer.header("Last-Modified");
    // A weak one, W/"…", names no bytes.
    validator = etag.filter(tag -> !tag.startsWith("W/")).or(() -> lastModified);
    try {
      if (!http.read(answer, received, most)) {
        throw new FetchException(
            address,
            String.format(
                Locale.ROOT, "is larger than %,d bytes; allow more with --max-size", most));
      }
    } catch (FetchException e) {
      throw e;
    } catch (IOException e) {
      if (validator.isEmpty()) {
        received.reset(); // Nothing tells whether the rest would be of the same file.
      }
      throw e;
    }
    return new Result(
        answer.address(), Optional.of(received.toByteArray()), answer.type(), etag, lastModified);
  }

  private static String statusLine(Response answer) {
    try {
      String reason = answer.connection().getResponseMessage();
      return reason == null || reason.isBlank()
          ? String.valueOf(answer.status())
          : answer.status() + " " + reason;
    } catch (IOException e) {
      return String.valueOf(answer.status());
    }
  }

  private static Optional<Duration> retryAfter(Response answer) {
    // The other form, a date, is rare; the usual wait does for it.
    return answer
        .header("Retry-After")
        .filter(value -> value.matches("[0-9]{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private String problem(IOException e) {
    if (e instanceof UnknownHostException) {
      return "there is no host of that name, or no network";
    }
    if (e instanceof ConnectException) {
      return "no connection: " + e.getMessage();
    }
    if (e instanceof SocketTimeoutException) {
      return "the server does not answer within %s s"
          .formatted(
              new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))
                  .format(manners.timeout().toMillis() / 1000.0));
    }
    return "the transfer broke off: " + e.getMessage();
  }
}
