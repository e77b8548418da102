package io.nocturne.train.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;

/** Messages on a connection between two workers: JSON objects with a {@code type}, one a line. */
final class Messages implements Closeable {
  /** The progress of a run of 100,000 epochs is shorter. */
  private static final int MAX_BYTES = 1 << 25;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final InputStream in;

  Messages(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Returns a message without content. */
  static ObjectNode message(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  /** Sends a message; safe for several threads. */
  synchronized void send(ObjectNode message) throws IOException {
    socket.getOutputStream().write((message + "\n").getBytes(UTF_8));
  }

  /**
   * Waits for a message.
   *
   * @throws java.net.SocketTimeoutException if nothing comes within the time
   * @throws EOFException if the other side has closed the connection
   * @throws ProtocolException if the other side is another program
   */
  ObjectNode receive(Duration timeout) throws IOException {
    socket.setSoTimeout((int) Math.max(1, timeout.toMillis()));
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("its connection was closed");
      }
      if (line.size() == MAX_BYTES) {
        throw new ProtocolException("another program answers there");
      }
      line.write(next);
    }
    try {
      JsonNode message = JSON.readTree(line.toByteArray());
      if (message instanceof ObjectNode object && object.path("type").isTextual()) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw foreign(e);
    }
    throw foreign(null);
  }

  private static ProtocolException foreign(Throwable cause) {
    ProtocolException foreign = new ProtocolException("another program answers there");
    foreign.initCause(cause);
    return foreign;
  }

  /** Returns the address of the other side. */
  String remote() {
    return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
