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

  Joining(ClusterSpec spec, Hello own) {
    this.spec = spec;
    this.own = own;
  }

  /**
   * Connects with the chief, and adds it to the members.
   *
   * @return the terms
   * @throws ClusterException if it does not answer in time, or refuses this worker
   */
  ObjectNode join(Deadline deadline, Members members, BooleanSupplier stopRequested)
      throws IOException {
    while (true) {
      Members.requireNoStop(stopRequested);
      String problem;
      try {
        return greet(members);
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

  private ObjectNode greet(Members members) throws IOException {
    String chief = spec.addresses().get(0);
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(ClusterSpec.host(chief), ClusterSpec.port(chief)),
          (int) ATTEMPT.toMillis());
      Messages messages = new Messages(socket);
      messages.send(own.message());
      ObjectNode answer = messages.receive(ATTEMPT);
      if (answer.path("type").asText().equals(Peer.FAILED)) {
        throw new ClusterException(answer.path(Peer.REASON).asText());
      }
      members.add(0, spec.name(0), messages);
      return answer;
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
