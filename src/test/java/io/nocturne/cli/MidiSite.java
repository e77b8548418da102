package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A web server of this machine: a page, and the MIDI files that it links to. */
final class MidiSite implements AutoCloseable {
  private final HttpServer server;

  private MidiSite(HttpServer server) {
    this.server = server;
  }

  /** Starts to serve the files {@code 0.mid}, {@code 1.mid} and so on, each of other notes. */
  static MidiSite of(int files) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String links =
        IntStream.range(0, files)
            .mapToObj("<a href=%1$d.mid>%1$d</a>"::formatted)
            .collect(Collectors.joining(" "));
    page(server, "/", links.getBytes(UTF_8), "text/html");
    for (int i = 0; i < files; i++) {
      page(server, "/" + i + ".mid", Midi.bytes(40 + i % 40, 40 + i / 40), "audio/midi");
    }
    server.start();
    return new MidiSite(server);
  }

  private static void page(HttpServer server, String path, byte[] content, String type) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          }
        });
  }

  /** The command that fetches the files. */
  KilledCommand fetch() {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    return new KilledCommand("fetch " + address + " --into OUT/new --pause 0", "new/0.mid");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
