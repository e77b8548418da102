package io.nocturne.train.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A worker's search for the chief. */
final class Joining {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  private final ClusterSpec spec;
  private final Hello own;

  /** A worker that has answered; a chief's answer is its terms. */
  record Met(Messages messages, ObjectNode terms) {}

  Joining(ClusterSpec spec, Hello own) {
    this.spec = spec;
    this.own = own;
  }

  /**
   * Connects with the chief.
   *
   * @return the connection and the chief's first message
   * @throws ClusterException if it does not answer in time, or refuses this worker
   */
  Met join(Deadline deadline, BooleanSupplier stopRequested) throws IOException {
    while (true) {
      Members.requireNoStop(stopRequested);
      String problem;
      try {
        return greet(spec.addresses().get(0), own, ATTEMPT);
      } catch (ClusterException e) {
        throw e;
      } catch (IOException e) {
        problem = e.getMessage();
      }
      if (deadline.isOver()) {
        throw new ClusterException(
            "%s: did not answer within %s (%s); is it started, and is %s right?"
                .formatted(spec.name(0), deadline, problem, ClusterSpec.VARIABLE));
      }
      pause();
    }
  }

  /**
   * Connects with a worker that listens, and sends it who this one is.
   *
   * @param limit on connecting, and on the answer
   * @return the connection and the answer
   * @throws ClusterException if it refuses this worker
   */
  static Met greet(String address, Hello own, Duration limit) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(ClusterSpec.host(address), ClusterSpec.port(address)),
          (int) limit.toMillis());
      Messages messages = new Messages(socket);
      messages.send(own.message());
      ObjectNode answer = messages.receive(limit);
      if (answer.path("type").asText().equals(Peer.FAILED)) {
        throw new ClusterException(answer.path(Peer.REASON).asText());
      }
      return new Met(messages, answer);
    } catch (Throwable e) {
      socket.close();
      throw e;
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
