package io.nocturne.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpTest {

  /** Each byte comes well within the timeout; all together never do. */
  @Test
  void givesUpOnAServerThatNeverEndsItsHeaders() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(10_000); // A client that gives up before it connects is not awaited.
      CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> drip(server));
      assertThatThrownBy(() -> get(server, Duration.ofMillis(200)))
          .isInstanceOf(HttpTimeoutException.class);
      serving.get(); // The client has closed the connection.
    }
  }

  @Test
  void saysThatAServerDoesNotAnswerInHttp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> greet(server));
      assertThatThrownBy(() -> get(server, Duration.ofMinutes(1)))
          .isInstanceOf(ProtocolException.class);
      serving.get();
    }
  }

  @Test
  void followsNoRedirectFromHttpsToHttp() {
    URI from = URI.create("https://a.org/one.mid");
    assertThatThrownBy(() -> Http.redirected(from, "HTTP://a.org/one.mid"))
        .hasMessage(from + ": redirects from https to http, which is not followed");
  }

  private static void get(ServerSocket server, Duration timeout) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    new Http(timeout).get(address, Map.of(), Set.of(), 1000);
  }

  private static void greet(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read(); // Closed with unread bytes, the connection is reset.
      socket.getInputStream().skip(socket.getInputStream().available());
      socket.getOutputStream().write(Site.bytes("220 mail.example.org ESMTP ready\r\n\r\n"));
    } catch (IOException e) {
      // The client is gone.
    }
  }

  /** Begins a response and adds a byte to its headers now and then until the client is gone. */
  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(Site.bytes("HTTP/1.1 200 OK\r\nX: "));
      while (true) {
        socket.getOutputStream().write('x');
        Thread.sleep(10);
      }
    } catch (IOException e) {
      // The client is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
