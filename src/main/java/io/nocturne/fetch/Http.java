package io.nocturne.fetch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.nocturne.base.UserIOException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request by HTTP, along its redirections. */
final class Http {
  private static final String USER_AGENT = "nocturne";
  private static final int MOST_REDIRECTIONS = 10;
  private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

  /**
   * A server that sends a byte now and then is given up on after so many times the timeout, with
   * its headers and again with its content.
   */
  private static final int TIMEOUTS_IN_ALL = 20;

  private final Duration timeout;
  private final Executor deadline;

  /**
   * Requests that give up on a silent server.
   *
   * @param timeout how long it may be silent
   */
  Http(Duration timeout) {
    this(timeout, CompletableFuture.delayedExecutor(inAll(timeout).toMillis(), MILLISECONDS));
  }

  /**
   * Requests that give up on a silent server, and on one whose headers do not end.
   *
   * @param timeout how long it may be silent
   * @param deadline runs what it is given once the headers should have ended
   */
  Http(Duration timeout, Executor deadline) {
    this.timeout = timeout;
    this.deadline = deadline;
  }

  /**
   * An answer whose content is still to be read, with {@link #read}.
   *
   * @param address where it came from at last
   */
  record Response(URI address, HttpURLConnection connection, int status) implements AutoCloseable {

    Optional<String> header(String name) {
      return Optional.ofNullable(connection.getHeaderField(name));
    }

    /** The media type without its parameters, in lower case; empty if there is none. */
    String type() {
      return header("Content-Type")
          .orElse("")
          .replaceFirst(";.*", "")
          .strip()
          .toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }

  /**
   * Asks for an address.
   *
   * @param headers what else to say
   * @throws IOException if there is no answer
   */
  Response get(URI address, Map<String, String> headers) throws IOException {
    URI at = address;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      Response answer = once(at, headers);
      if (!REDIRECTIONS.contains(answer.status())) {
        return answer;
      }
      String location = answer.header("Location").orElse("");
      answer.close();
      at = redirected(at, location);
    }
    throw new FetchException(address, "redirects more than " + MOST_REDIRECTIONS + " times");
  }

  private static URI redirected(URI from, String location) throws FetchException {
    URI to;
    try {
      to = Addresses.web(from.resolve(location).toString()).orElseThrow();
    } catch (RuntimeException e) {
      throw new FetchException(from, "redirects to \"" + location + "\", which is no address", e);
    }
    if (from.getScheme().equalsIgnoreCase("https") && to.getScheme().equalsIgnoreCase("http")) {
      throw new FetchException(from, "redirects from https to http, which is not followed");
    }
    return to;
  }

  private Response once(URI address, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setRequestProperty("User-Agent", USER_AGENT);
    headers.forEach(connection::setRequestProperty);
    int status = status(connection);
    if (status < 0) {
      throw new UserIOException("what comes is no HTTP");
    }
    return new Response(address, connection, status);
  }

  private int status(HttpURLConnection connection) throws IOException {
    // The read timeout begins anew with each byte of the headers.
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              connection.disconnect();
            },
            deadline);
    try {
      int status = connection.getResponseCode();
      if (late.get()) { // The JDK takes a closed connection for the end of the headers.
        throw tooLong();
      }
      return status;
    } catch (IOException e) {
      throw late.get() ? tooLong() : e;
    } finally {
      end.cancel(false);
    }
  }

  private static Duration inAll(Duration timeout) {
    return timeout.multipliedBy(TIMEOUTS_IN_ALL);
  }

  private static SocketTimeoutException tooLong() {
    return new SocketTimeoutException("it takes too long");
  }

  /**
   * Reads an answer's content.
   *
   * @param into what was read so far, to which more is added; keeps what came if the rest does not
   * @param most bytes that it may hold in the end
   * @return whether all was read; not if there is more than may be
   * @throws IOException if the transfer breaks off or stalls
   */
  boolean read(Response answer, ByteArrayOutputStream into, int most) throws IOException {
    long announced = answer.connection().getContentLengthLong();
    long whole = into.size() + Math.max(0, announced);
    if (whole > most) {
      return false;
    }
    long deadline = System.nanoTime() + inAll(timeout).toNanos();
    try (InputStream content = answer.connection().getInputStream()) {
      byte[] buffer = new byte[1 << 14];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        if (into.size() + read > most) {
          return false;
        }
        into.write(buffer, 0, read);
        if (System.nanoTime() > deadline) {
          throw tooLong();
        }
      }
      if (announced >= 0 && into.size() < whole) {
        // The JDK takes a connection that is closed early for the end.
        throw new EOFException(
            String.format(Locale.ROOT, "%,d of %,d bytes came", into.size(), whole));
      }
      return true;
    }
  }
}
