package io.nocturne.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A web server of this machine with whatever a test puts there; it remembers what was asked. */
final class Site implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What was asked for, with the headers that matter here; empty where there was none. */
  record Asked(String path, String ifNoneMatch, String ifModifiedSince) {}

  /** Answers a request. */
  @FunctionalInterface
  interface Handler {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  Site() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** What was asked for at a path, in order. */
  List<Asked> asked(String path) {
    return asked.stream().filter(one -> one.path().equals(path)).toList();
  }

  Site on(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            asked.add(
                new Asked(
                    exchange.getRequestURI().toString(),
                    header(exchange, "If-None-Match"),
                    header(exchange, "If-Modified-Since")));
            handler.answer(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return this;
  }

  Site page(String path, String html) {
    return on(path, exchange -> send(exchange, 200, "text/html", bytes(html)));
  }

  Site midi(String path, byte[] midi) {
    return on(path, exchange -> send(exchange, 200, "audio/midi", midi));
  }

  static void send(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
  }

  /** A MIDI file of so many notes. */
  static byte[] midi(Path folder, int notes) throws IOException {
    List<Note> all =
        IntStream.range(0, notes)
            .mapToObj(i -> new Note(i * 240L, 240, 40 + i % 40, 80, 0))
            .toList();
    Path file = folder.resolve("made.mid");
    MidiWriter.write(Piece.of("made", 480, all), 1, file);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
