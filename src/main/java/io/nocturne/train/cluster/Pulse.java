package io.nocturne.train.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The messages that a worker sends now and then: that it is there, since when it waits for the
 * others, and which neighbors it cannot reach. From these the chief sees that all wait for each
 * other, which happens when only TensorFlow's own connections are cut.
 */
final class Pulse {
  private static final String EXCHANGING = "exchanging";
  private static final String UNREACHABLE = "unreachable";
  private static final int BEATS = 10;
  private static final Duration SLOWEST = Duration.ofSeconds(5);
  private static final Duration ATTEMPT = Duration.ofMillis(500);

  private final ClusterSpec spec;
  private final Members members;
  private final Duration limit;
  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> beats;
  private volatile Supplier<Duration> exchanging = () -> Duration.ZERO;

  /** Begins to send. */
  Pulse(ClusterSpec spec, Members members) {
    this.spec = spec;
    this.members = members;
    limit = spec.timeout().dividedBy(2);
    Duration period = spec.timeout().dividedBy(BEATS);
    long millis = Math.min(period.toMillis(), SLOWEST.toMillis());
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "pulse");
              thread.setDaemon(true);
              return thread;
            });
    beats = timer.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
  }

  void observe(Supplier<Duration> other) {
    exchanging = other;
  }

  private void beat() {
    Duration mine = exchanging.get();
    ObjectNode message = Messages.message(Peer.BEAT).put(EXCHANGING, mine.toMillis());
    ArrayNode unreachable = message.putArray(UNREACHABLE);
    if (mine.compareTo(limit.dividedBy(2)) > 0) {
      unreachable().forEach(unreachable::add);
    }
    members.send(message);
    if (spec.isChief()) {
      requireProgress(message);
    }
  }

  private void requireProgress(ObjectNode own) {
    List<ObjectNode> all = new ArrayList<>(List.of(own));
    members.all().forEach(peer -> all.add(peer.beat()));
    boolean stalled =
        all.stream().allMatch(beat -> beat.path(EXCHANGING).asLong() > limit.toMillis());
    if (stalled) {
      String which =
          all.stream()
              .flatMap(beat -> beat.path(UNREACHABLE).valueStream())
              .map(JsonNode::asText)
              .findFirst()
              .orElse("no worker is lost, but nothing that they send each other arrives");
      members.fail(
          "all workers wait for each other since %d s: %s; each has to reach all addresses in %s"
              .formatted(limit.toSeconds(), which, ClusterSpec.VARIABLE));
    }
  }

  /** Returns which neighbors in the ring do not accept a connection, in words. */
  private List<String> unreachable() {
    int count = spec.count();
    List<String> problems = new ArrayList<>();
    for (int other : new int[] {(spec.index() + count - 1) % count, (spec.index() + 1) % count}) {
      String address = spec.addresses().get(other);
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(ClusterSpec.host(address), ClusterSpec.port(address)),
            (int) ATTEMPT.toMillis());
      } catch (IOException e) {
        problems.add(
            "%s cannot reach %s (%s)"
                .formatted(spec.name(spec.index()), spec.name(other), e.getMessage()));
      }
    }
    return problems;
  }

  void close() {
    beats.cancel(true);
    timer.shutdownNow();
  }
}
