package io.nocturne.train.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Another worker, as long as it is connected. A thread reads its messages, of which it has to send
 * one now and then.
 */
final class Peer {
  static final String BEAT = "beat";
  static final String FAILED = "failed";
  static final String REASON = "reason";

  private final String name;
  private final Messages messages;
  private final Duration silence;
  private final Consumer<String> failure;
  private final BlockingQueue<ObjectNode> received = new LinkedBlockingQueue<>();
  private volatile ObjectNode beat = Messages.message(BEAT);
  private volatile boolean done;

  /**
   * Begins to read.
   *
   * @param silence the maximum time between two messages
   * @param failure receives the reason when the worker fails or is lost
   */
  Peer(String name, Messages messages, Duration silence, Consumer<String> failure) {
    this.name = name;
    this.messages = messages;
    this.silence = silence;
    this.failure = failure;
    Thread reader = new Thread(this::read, "from " + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      while (!done) {
        ObjectNode message = messages.receive(silence);
        switch (message.get("type").asText()) {
          case BEAT -> beat = message;
          case FAILED -> failure.accept(message.path(REASON).asText());
          default -> received.add(message);
        }
      }
    } catch (SocketTimeoutException e) {
      lost("nothing was heard from it for " + silence.toSeconds() + " s");
    } catch (IOException e) {
      lost("its connection was closed");
    }
  }

  private void lost(String how) {
    if (!done) {
      failure.accept(name + " is lost: " + how + "; start all workers again, with --resume");
    }
  }

  /** Returns the worker's name, with its address. */
  String name() {
    return name;
  }

  /** Returns the address from which the worker connected. */
  String remote() {
    return messages.remote();
  }

  /** Returns the latest beat. */
  ObjectNode beat() {
    return beat;
  }

  /** Sends a message; a connection that is lost is noticed by reading. */
  void send(ObjectNode message) {
    try {
      messages.send(message);
    } catch (IOException e) {
      lost("its connection was closed");
    }
  }

  /** Returns the next message but for beats; null if none has come for the time. */
  ObjectNode poll(Duration time) throws InterruptedException {
    return received.poll(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the connection; what happens to the other worker from now on is its own affair. */
  void close() {
    done = true;
    try {
      messages.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }
}
