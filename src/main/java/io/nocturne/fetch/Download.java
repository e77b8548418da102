package io.nocturne.fetch;

import io.nocturne.fetch.FetchSpec.Politeness;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Downloads the content of addresses. A failure that may be temporary is retried after a pause,
 * which doubles each time.
 */
final class Download {
  private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final int NOT_MODIFIED = 304;
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  private final Politeness politeness;
  private final Sleeper sleeper;
  private final Http http;

  /** Lets time pass. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * The content of an address.
   *
   * @param from the address after redirects
   * @param content empty if it has not changed, or its type is not wanted
   * @param type its media type, without parameters; empty if there is none
   */
  record Result(
      URI from,
      Optional<byte[]> content,
      String type,
      Optional<String> etag,
      Optional<String> lastModified) {}

  /**
   * A request.
   *
   * @param maxBytes the maximum size of the content
   * @param types media types that are wanted; empty for any
   * @param known what an earlier download left; the server is asked whether it has changed
   */
  record Request(
      URI address, int maxBytes, Set<String> types, Optional<Manifest.ManifestEntry> known) {}

  Download(Politeness politeness, Sleeper sleeper) {
    this.politeness = politeness;
    this.sleeper = sleeper;
    this.http = new Http(politeness.timeout());
  }

  /**
   * Gets the content.
   *
   * @throws FetchException if it cannot be had
   */
  Result get(Request request) throws FetchException, InterruptedException {
    String problem = "";
    for (int attempt = 0; attempt <= politeness.retries(); attempt++) {
      Duration wait = politeness.pause().multipliedBy(1L << attempt);
      try {
        HttpResponse<byte[]> response =
            http.get(request.address(), headers(request), request.types(), request.maxBytes());
        if (!RETRYABLE.contains(response.statusCode())) {
          return result(request, response);
        }
        problem = status(response);
        wait = retryAfter(response.headers()).orElse(wait);
      } catch (FetchException e) {
        throw e;
      } catch (IOException e) {
        problem = problem(e);
      }
      if (attempt < politeness.retries()) {
        sleeper.sleep(wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait);
      }
    }
    int requests = politeness.retries() + 1;
    throw new FetchException(
        request.address(), problem + (requests > 1 ? "; asked " + requests + " times" : ""));
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new HashMap<>();
    request
        .known()
        .ifPresent(
            known -> {
              known.etag().ifPresent(etag -> headers.put("If-None-Match", etag));
              known.lastModified().ifPresent(date -> headers.put("If-Modified-Since", date));
            });
    return headers;
  }

  private static Result result(Request request, HttpResponse<byte[]> response)
      throws FetchException {
    int status = response.statusCode();
    if (status == NOT_MODIFIED && request.known().isEmpty()) {
      throw new FetchException(
          request.address(), "the server answers with status 304 for a file that is not here");
    }
    if (status != NOT_MODIFIED && status != Http.OK) {
      throw new FetchException(request.address(), status(response));
    }
    HttpHeaders headers = response.headers();
    String type = Http.type(headers);
    boolean wanted = request.types().isEmpty() || request.types().contains(type);
    return new Result(
        response.uri(),
        status == Http.OK && wanted ? Optional.of(response.body()) : Optional.empty(),
        type,
        headers.firstValue("ETag"),
        headers.firstValue("Last-Modified"));
  }

  private static String status(HttpResponse<?> response) {
    return "the server answers with status " + response.statusCode();
  }

  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    // The other form, a date, is rare; the usual wait is used then.
    return headers
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private String problem(IOException e) {
    if (isUnknownHost(e)) {
      return "unknown host, or no network connection";
    }
    if (e instanceof HttpTimeoutException) {
      return "it takes longer than %s s"
          .formatted(
              new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))
                  .format(politeness.timeout().toMillis() / 1000.0));
    }
    if (e instanceof ConnectException) {
      return "cannot connect to the server";
    }
    if (e instanceof ProtocolException) {
      return "the server does not answer in HTTP";
    }
    return "the transfer failed: "
        + Objects.requireNonNullElse(e.getMessage(), "the connection was lost");
  }

  private static boolean isUnknownHost(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}
