package io.nocturne.survey;

import io.nocturne.base.UserException;
import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves a study until it is closed. */
public final class SurveyServer implements AutoCloseable {
  private static final int MAX_THREADS = 32;
  private static final int IDLE_MILLISECONDS = 30_000;
  private static final int MAX_HEADER_BYTES = 8192;

  private final Server server;
  private final ServerConnector connector;
  private final AnswerStore store;

  private SurveyServer(Server server, ServerConnector connector, AnswerStore store) {
    this.server = server;
    this.connector = connector;
    this.store = store;
  }

  /**
   * Starts to serve.
   *
   * @param host the address of this machine to listen on; 127.0.0.1 is reached from this machine
   *     only
   * @param port 1 to 65535, or 0 for any that is free
   * @throws UserException if the folder is not a study's, or the port is in use
   */
  public static SurveyServer start(StudyFolder folder, String host, int port) throws IOException {
    folder.study(); // So that no database is made elsewhere.
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("survey");
    Server server = new Server(threads);
    ServerConnector connector = connector(server, host, port);
    AnswerStore store = AnswerStore.open(folder.database());
    SurveyServer survey = new SurveyServer(server, connector, store);
    try {
      server.setHandler(new SurveyHandler(folder, store));
      survey.start();
      return survey;
    } catch (IOException | RuntimeException e) {
      survey.close();
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
    server.setErrorHandler(SurveyHandler::error);
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
    } finally {
      store.close();
    }
  }
}
