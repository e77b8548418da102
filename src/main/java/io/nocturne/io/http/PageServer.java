package io.nocturne.io.http;

import io.nocturne.base.UserException;
import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves a site until it is closed. */
public final class PageServer implements AutoCloseable {
  /** The address that is reached from this machine only. */
  public static final String LOOPBACK = "127.0.0.1";

  /** The pages of a server. */
  public interface Site {
    /**
     * Returns the Content-Security-Policy of every page, which says what a browser may load and
     * run.
     */
    String securityPolicy();

    /** Returns the response to a request. */
    HttpReply reply(Request request) throws IOException;

    /** Returns the text of a response to a request at which {@link #reply} failed. */
    String failure();

    /** Returns the text of a response to a request that is not valid HTTP. */
    String malformed();
  }

  /** A response of a server, without the headers that all responses have. */
  public static final class HttpReply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * Creates a response.
     *
     * @param status of HTTP
     * @param headers by name
     * @param body may be empty; not changed afterwards
     */
    public HttpReply(int status, Map<String, String> headers, byte[] body) {
      this.status = status;
      this.headers = Map.copyOf(headers);
      this.body = body;
    }

    /** Returns the status of HTTP. */
    public int status() {
      return status;
    }

    Map<String, String> headers() {
      return headers;
    }

    ByteBuffer body() {
      return ByteBuffer.wrap(body);
    }

    /** Returns a page of HTML. */
    public static HttpReply page(String html) {
      return content("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a file; the body is not changed afterwards. */
    public static HttpReply content(String type, byte[] body) {
      return new HttpReply(200, Map.of("Content-Type", type), body);
    }

    /** Returns a reason, in words. */
    public static HttpReply refusal(int status, String reason) {
      return new HttpReply(
          status,
          Map.of("Content-Type", "text/plain; charset=utf-8"),
          (reason + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the response to an unknown address, for a wrong token as for anything else. */
    public static HttpReply notFound() {
      return refusal(404, "There is no such page. Check that the link is complete.");
    }

    /** Returns a redirection to another page, which is requested with GET. */
    public static HttpReply seeOther(String place) {
      return new HttpReply(303, Map.of("Location", place), new byte[0]);
    }

    /** Returns a response without content. */
    public static HttpReply done() {
      return new HttpReply(204, Map.of(), new byte[0]);
    }
  }

  private static final int MAX_THREADS = 32;
  private static final int IDLE_MILLISECONDS = 30_000;
  private static final int MAX_HEADER_BYTES = 8192;

  private final Server server;
  private final ServerConnector connector;

  private PageServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to serve.
   *
   * @param host the address of this machine to listen on
   * @param port 1 to 65535, or 0 for any that is free
   * @throws UserException if the port is in use
   */
  public static PageServer start(Site site, String host, int port) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("pages");
    Server server = new Server(threads);
    SiteHandler handler = new SiteHandler(site);
    server.setHandler(handler);
    server.setErrorHandler(handler::error);
    PageServer pages = new PageServer(server, connector(server, host, port));
    try {
      pages.start();
      return pages;
    } catch (IOException | RuntimeException e) {
      pages.close();
      throw e;
    }
  }

  private void start() throws IOException {
    try {
      connector.open(); // Before the server does, which does not say which part of it failed.
    } catch (IOException e) {
      throw new UserException(
          "%s:%d: cannot listen on this port (%s); choose another port or host"
              .formatted(connector.getHost(), connector.getPort(), reason(e)),
          e);
    }
    try {
      server.start();
    } catch (Exception e) { // Jetty declares no less.
      throw new UserIOException("the server did not start: " + e.getMessage(), e);
    }
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof UnresolvedAddressException ? "no such host" : cause.getMessage();
  }

  private static ServerConnector connector(Server server, String host, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setIdleTimeout(IDLE_MILLISECONDS);
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    return connector;
  }

  /** Returns the address on this machine. */
  public URI address() {
    String host =
        connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
    return URI.create("http://%s:%d".formatted(host, connector.getLocalPort()));
  }

  /** Stops the server after the requests so far are answered. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares no less.
      throw new UserIOException("the server did not stop cleanly: " + e.getMessage(), e);
    }
  }
}
