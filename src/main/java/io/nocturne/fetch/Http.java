package io.nocturne.fetch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Sends requests by HTTP and follows redirects. */
final class Http {
  static final int OK = 200;

  private static final String USER_AGENT = "nocturne";
  private static final int MAX_REDIRECTS = 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Duration timeout;
  private final HttpClient client;

  /**
   * Creates a client.
   *
   * @param timeout how long a request may take, its content included
   */
  Http(Duration timeout) {
    this.timeout = timeout;
    // Redirects are followed here, because servers write blanks into them, which the client
    // refuses.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Requests an address.
   *
   * @param headers further headers
   * @param types media types whose content is read; empty for any
   * @param maxBytes the maximum size of the content
   * @return the response, whose content is empty unless its status is 200 and its type is wanted
   * @throws HttpTimeoutException if it takes longer than the timeout
   * @throws FetchException if the content is too large, or the redirects lead nowhere
   * @throws IOException if the transfer fails
   */
  HttpResponse<byte[]> get(
      URI address, Map<String, String> headers, Set<String> types, int maxBytes)
      throws IOException, InterruptedException {
    BodyHandler<byte[]> handler =
        info ->
            info.statusCode() == OK && (types.isEmpty() || types.contains(type(info.headers())))
                ? new LimitedBody(address, maxBytes)
                : LimitedBody.unread();
    URI at = address;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      HttpResponse<byte[]> response = send(at, headers, handler);
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      at = redirected(at, response.headers().firstValue("Location").orElse(""));
    }
    throw new FetchException(address, "redirects more than " + MAX_REDIRECTS + " times");
  }

  /** Returns the media type without its parameters, in lower case; empty if there is none. */
  static String type(HttpHeaders headers) {
    return headers
        .firstValue("Content-Type")
        .orElse("")
        .replaceFirst(";.*", "")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private HttpResponse<byte[]> send(
      URI address, Map<String, String> headers, BodyHandler<byte[]> handler)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", USER_AGENT);
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request.build(), handler);
    try {
      return pending.get(timeout.toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      HttpTimeoutException timedOut = new HttpTimeoutException("the request took too long");
      timedOut.initCause(e);
      throw timedOut;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new ProtocolException(String.valueOf(e.getCause().getMessage()));
    } finally {
      pending.cancel(true); // Closes the connection if the response is not complete.
    }
  }

  /** Returns where a redirect leads; never from https to http. */
  static URI redirected(URI from, String location) throws FetchException {
    URI to =
        Addresses.resolved(from, location)
            .orElseThrow(
                () ->
                    new FetchException(
                        from,
                        "redirects to \"" + location + "\", which is not an address of the web"));
    if (from.getScheme().equalsIgnoreCase("https") && to.getScheme().equalsIgnoreCase("http")) {
      throw new FetchException(from, "redirects from https to http, which is not followed");
    }
    return to;
  }
}
