package io.nocturne.survey;

import io.nocturne.base.UserException;
import io.nocturne.io.http.PageServer;
import java.io.IOException;
import java.net.URI;

/** Serves a study until it is closed. */
public final class SurveyServer implements AutoCloseable {
  private final PageServer server;
  private final AnswerStore store;

  private SurveyServer(PageServer server, AnswerStore store) {
    this.server = server;
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
    AnswerStore store = AnswerStore.open(folder.database());
    try {
      return new SurveyServer(
          PageServer.start(new SurveyHandler(folder, store), host, port), store);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Returns the address on this machine. */
  public URI address() {
    return server.address();
  }

  /** Stops the server after the requests so far are answered. */
  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      store.close();
    }
  }
}
