package io.nocturne.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpTest {

  /** The deadline is over once the server has begun its headers; it is not silent for so long. */
  @Test
  void givesUpOnAServerThatNeverEndsItsHeaders() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Runnable> deadline = new CompletableFuture<>();
      CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(server, deadline));
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      Http http = new Http(Duration.ofMinutes(1), deadline::complete);
      assertThatThrownBy(() -> http.get(address, Map.of()))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("it takes too long");
      serving.get();
    }
  }

  /** Begins an answer, has the deadline come, and stays until the client is gone. */
  private static void serve(ServerSocket server, CompletableFuture<Runnable> deadline) {
    try (Socket socket = server.accept();
        InputStream request = socket.getInputStream()) {
      request.read();
      socket.getOutputStream().write(Site.bytes("HTTP/1.1 200 OK\r\nX: x"));
      deadline.join().run();
      request.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
