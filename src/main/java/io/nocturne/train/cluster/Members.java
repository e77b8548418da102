package io.nocturne.train.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/**
 * The other workers that this one is connected with, all of them for the chief and the chief for
 * the others, and the first failure that one of them had.
 */
final class Members {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Duration silence;
  private final Map<Integer, Peer> peers = new ConcurrentSkipListMap<>();
  private final CompletableFuture<String> failure = new CompletableFuture<>();

  /** Creates an empty list of workers, which may be silent for a time. */
  Members(Duration silence) {
    this.silence = silence;
  }

  void add(int index, String name, Messages messages) {
    peers.put(index, new Peer(name, messages, silence, this::fail));
  }

  boolean has(int index) {
    return peers.containsKey(index);
  }

  String address(int index) {
    return peers.get(index).remote();
  }

  Collection<Peer> all() {
    return peers.values();
  }

  void send(ObjectNode message) {
    peers.values().forEach(peer -> peer.send(message));
  }

  /** Notes the first failure, and sends it to the others. */
  void fail(String reason) {
    if (failure.complete(reason)) {
      send(Messages.message(Peer.FAILED).put(Peer.REASON, reason));
    }
  }

  /** Returns the first failure, once there is one. */
  CompletableFuture<String> failure() {
    return failure;
  }

  /**
   * Requires that nothing has failed.
   *
   * @throws ClusterException if something has
   */
  void requireAll() throws ClusterException {
    if (failure.isDone()) {
      throw new ClusterException(failure.join());
    }
  }

  /**
   * Waits for a message of every worker.
   *
   * @param stopRequested returns whether to stop waiting
   * @return that of the last
   * @throws ClusterException if one has failed
   * @throws InterruptedIOException if it was to stop
   */
  ObjectNode await(String type, BooleanSupplier stopRequested) throws IOException {
    ObjectNode message = null;
    for (Peer peer : peers.values()) {
      do {
        requireAll();
        requireNoStop(stopRequested);
        message = poll(peer);
      } while (message == null || !message.get("type").asText().equals(type));
    }
    return message;
  }

  static void requireNoStop(BooleanSupplier stopRequested) throws InterruptedIOException {
    if (stopRequested.getAsBoolean()) {
      throw new InterruptedIOException("stopped while waiting for workers");
    }
  }

  private static ObjectNode poll(Peer peer) throws IOException {
    try {
      return peer.poll(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  void close() {
    peers.values().forEach(Peer::close);
  }
}
