package io.nocturne.train.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The chief's wait for the other workers, on the port on which TensorFlow's server will listen
 * afterwards; the connections remain.
 */
final class Gathering {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration GREETING = Duration.ofSeconds(2);
  // Shorter than a round: of two that look for each other at once, neither answers meanwhile, but
  // each finds the other's greeting when it listens again.
  private static final Duration LOOK = Duration.ofMillis(500);

  private final ClusterSpec spec;
  private final Hello own;
  private final Members members;

  Gathering(ClusterSpec spec, Hello own, Members members) {
    this.spec = spec;
    this.own = own;
    this.members = members;
  }

  /**
   * Waits until all workers have come.
   *
   * @param terms sent to each
   * @throws ClusterException if one does not come in time, or is unlike the chief, naming it
   */
  void await(Deadline deadline, ObjectNode terms, BooleanSupplier stopRequested)
      throws IOException {
    try (ServerSocket server = listen()) {
      for (int round = 0; !missing().isEmpty(); round++) {
        members.requireAll();
        Members.requireNoStop(stopRequested);
        if (deadline.isOver()) {
          throw new ClusterException(
              "%s: did not come within %s; is it started, and can it reach %s?"
                  .formatted(
                      String.join(", ", missing().stream().map(spec::name).toList()),
                      deadline,
                      spec.addresses().get(0)));
        }
        server.setSoTimeout((int) ROUND.toMillis());
        try {
          greet(server.accept(), terms);
        } catch (SocketTimeoutException e) {
          lookForAnotherChief(missing().get(round % missing().size()));
        }
      }
    }
  }

  private ServerSocket listen() throws IOException {
    String address = spec.addresses().get(0);
    int port = ClusterSpec.port(address);
    ServerSocket server = new ServerSocket();
    try {
      InetAddress host = InetAddress.getByName(ClusterSpec.host(address));
      // The address of a Kubernetes service, for example, is not one of this machine.
      boolean own = NetworkInterface.getByInetAddress(host) != null;
      server.bind(own ? new InetSocketAddress(host, port) : new InetSocketAddress(port), 0);
      return server;
    } catch (UnknownHostException e) {
      server.close();
      throw new ClusterException(address + ": unknown host; correct " + ClusterSpec.VARIABLE);
    } catch (BindException e) {
      server.close();
      throw new ClusterException(
          "%s: cannot listen there (%s); is another training running?"
              .formatted(address, e.getMessage()));
    }
  }

  private void greet(Socket socket, ObjectNode terms) throws IOException {
    Messages messages = new Messages(socket);
    Optional<Hello> hello;
    try {
      hello = Hello.of(messages.receive(GREETING));
    } catch (IOException e) {
      hello = Optional.empty();
    }
    if (hello.isEmpty()) {
      messages.close(); // Another program, or a worker that ended.
      return;
    }
    int index = hello.get().index();
    Optional<String> difference = hello.get().difference(own);
    if (difference.isPresent()) {
      throw refused(messages, "the worker at " + messages.remote() + ": " + difference.get());
    }
    if (index == 0 || members.has(index)) {
      String other = index == 0 ? "this process" : members.address(index);
      throw refused(
          messages,
          "%s came twice, from %s and from %s; give each worker its own task.index in %s"
              .formatted(spec.name(index), other, messages.remote(), ClusterSpec.VARIABLE));
    }
    messages.send(terms);
    members.add(index, spec.name(index), messages);
  }

  /** A missing worker may have been given the chief's index, and wait for others too. */
  private void lookForAnotherChief(int missing) throws IOException {
    try {
      Joining.greet(spec.addresses().get(missing), own, LOOK).messages().close();
    } catch (ClusterException e) {
      throw e;
    } catch (IOException e) {
      // Usually nobody listens there yet.
    }
  }

  private List<Integer> missing() {
    List<Integer> missing = new ArrayList<>();
    for (int i = 1; i < spec.count(); i++) {
      if (!members.has(i)) {
        missing.add(i);
      }
    }
    return missing;
  }

  private ClusterException refused(Messages messages, String reason) throws IOException {
    messages.send(Messages.message(Peer.FAILED).put(Peer.REASON, reason));
    messages.close();
    return new ClusterException(reason);
  }
}
