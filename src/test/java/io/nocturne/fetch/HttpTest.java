package io.nocturne.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpTest {

  @Test
  void givesUpOnAServerThatNeverEndsItsHeaders() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread trickle = new Thread(() -> trickle(server), "trickle");
      trickle.setDaemon(true);
      trickle.start();
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      // Never silent for so long, but longer than twenty times that in all.
      Http http = new Http(Duration.ofMillis(100));
      assertThatThrownBy(() -> http.get(address, Map.of()))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static void trickle(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          OutputStream out = socket.getOutputStream()) {
        out.write(Site.bytes("HTTP/1.1 200 OK\r\nX: "));
        while (true) {
          out.write('x');
          out.flush();
          Thread.sleep(10);
        }
      } catch (IOException | InterruptedException e) {
        // Given up on; JDK clients ask once more.
      }
    }
  }
}
