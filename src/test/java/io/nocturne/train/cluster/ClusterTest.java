package io.nocturne.train.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that meet, here in threads of one process, without TensorFlow. */
class ClusterTest {
  private static final String PROGRAM = "nocturne 1";
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private List<String> addresses;

  @BeforeEach
  void chooseAddresses() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      addresses = List.of("127.0.0.1:" + one.getLocalPort(), "127.0.0.1:" + other.getLocalPort());
    }
  }

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private ClusterSpec spec(int index) {
    return new ClusterSpec(addresses, index, false, TIMEOUT);
  }

  private static ObjectNode object(String key) {
    return JsonNodeFactory.instance.objectNode().put(key, 1);
  }

  private Cluster chief() throws IOException {
    return Cluster.gather(spec(0), PROGRAM, object("terms"), () -> false);
  }

  private Cluster worker(String program) throws IOException {
    return Cluster.join(spec(1), program, () -> false);
  }

  private static String failure(Future<?> work) throws InterruptedException {
    try {
      return "no failure but " + work.get();
    } catch (ExecutionException e) {
      return e.getCause().getMessage();
    }
  }

  /** Lets a chief and a worker do their parts; returns what each returned. */
  private List<Future<String>> together(
      Callable<String> chiefs, Callable<String> workers, Supplier<Duration> exchanging) {
    Future<String> chief =
        threads.submit(
            () -> {
              try (Cluster cluster = chief()) {
                cluster.start(object("state"));
                return cluster.run(chiefs, exchanging);
              }
            });
    Future<String> worker =
        threads.submit(
            () -> {
              try (Cluster cluster = worker(PROGRAM)) {
                assertThat(cluster.terms()).isEqualTo(object("terms"));
                assertThat(cluster.ready(() -> false)).isEqualTo(object("state"));
                return cluster.run(workers, exchanging);
              }
            });
    return List.of(chief, worker);
  }

  @Test
  void aWorkerEndsOnlyWhenTheChiefHas() throws Exception {
    List<String> ended = new ArrayList<>();
    CountDownLatch workerDone = new CountDownLatch(1);
    List<Future<String>> both =
        together(
            () -> {
              workerDone.await();
              Thread.sleep(100);
              ended.add("chief");
              return "saved";
            },
            () -> {
              workerDone.countDown();
              return "done";
            },
            () -> Duration.ZERO);
    assertThat(both.get(1).get()).isEqualTo("done");
    assertThat(ended).containsExactly("chief");
    assertThat(both.get(0).get()).isEqualTo("saved");
  }

  @Test
  void theFailureOfOneEndsTheOthersThoughTheirWorkDoesNotReturn() throws Exception {
    CompletableFuture<String> never = new CompletableFuture<>();
    List<Future<String>> both =
        together(
            never::get,
            () -> {
              throw new IOException("the disk is full");
            },
            () -> Duration.ZERO);
    assertThat(failure(both.get(1))).isEqualTo("the disk is full");
    assertThat(failure(both.get(0)))
        .isEqualTo("worker 1 (%s) failed: the disk is full".formatted(addresses.get(1)));
  }

  /** Nothing listens at the workers' addresses here, as behind a firewall. */
  @Test
  void endIfAllWaitForEachOtherThoughAllAreThere() throws Exception {
    CompletableFuture<String> never = new CompletableFuture<>();
    List<Future<String>> both = together(never::get, never::get, () -> TIMEOUT);
    for (Future<String> one : both) {
      assertThat(failure(one))
          .matches(
              "all workers wait for each other since 1 s: worker \\d \\(\\S+\\) cannot reach worker"
                  + " \\d \\(\\S+\\) \\(Connection refused\\); each has to reach all addresses in"
                  + " TF_CONFIG");
    }
  }

  @Test
  void refusesAnotherVersion() throws Exception {
    Future<Cluster> chief = threads.submit(this::chief);
    String difference = ": it runs nocturne 2, the chief nocturne 1; install the same version";
    assertThatThrownBy(() -> worker("nocturne 2")).hasMessageEndingWith(difference);
    assertThat(failure(chief)).startsWith("the worker at 127.0.0.1:").endsWith(difference);
  }

  @Test
  void refusesTwoChiefs() throws Exception {
    Future<Cluster> chief = threads.submit(this::chief);
    // It listens at the other address, as a machine does that has the wrong index.
    ClusterSpec turned =
        new ClusterSpec(List.of(addresses.get(1), addresses.get(0)), 0, false, TIMEOUT);
    Future<Cluster> other =
        threads.submit(() -> Cluster.gather(turned, PROGRAM, object("terms"), () -> false));
    assertThat(List.of(failure(chief), failure(other)))
        .allMatch(message -> message.contains("give all the same"));
  }

  @Test
  void ignoresOtherProgramsThatConnect() throws Exception {
    Future<Cluster> chief = threads.submit(this::chief);
    try (Socket scanner = connect()) {
      OutputStream out = scanner.getOutputStream();
      out.write("GET / HTTP/1.1\n\n".getBytes(US_ASCII));
      try (Cluster worker = worker(PROGRAM)) {
        Future<?> ready = threads.submit(() -> worker.ready(() -> false));
        chief.get().close();
        ready.cancel(true);
      }
    }
  }

  private Socket connect() throws InterruptedException {
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), ClusterSpec.port(addresses.get(0)));
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
  }

  @Test
  void stopsWaitingWhenAsked() {
    assertThatThrownBy(() -> Cluster.gather(spec(0), PROGRAM, object("terms"), () -> true))
        .isInstanceOf(InterruptedIOException.class);
    assertThatThrownBy(() -> Cluster.join(spec(1), PROGRAM, () -> true))
        .isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void doesNotWaitForAChiefThatNeverComes() {
    assertThatThrownBy(() -> worker(PROGRAM))
        .hasMessage(
            "worker 0 (%s): did not answer within 3 s (Connection refused); is it started, and is TF_CONFIG right?"
                .formatted(addresses.get(0)));
  }
}
