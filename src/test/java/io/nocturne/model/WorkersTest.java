package io.nocturne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.runtime.WorkerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two workers, here in one process, with a thread and a server each. */
class WorkersTest {
  private static final TokenIds IDS = new TokenIds(7, 6);
  private static final int ROWS = 5;
  private static final int WIDTH = 6;
  private static final SessionSettings SETTINGS = new SessionSettings(1, 2);
  private static final List<WorkerServer> SERVERS = new ArrayList<>();
  private static ExecutorService threads;

  @BeforeAll
  static void startServers() throws Exception {
    threads = Executors.newFixedThreadPool(2);
    List<String> addresses = freeAddresses();
    for (int i = 0; i < addresses.size(); i++) {
      SERVERS.add(WorkerServer.start(addresses, i, SETTINGS));
    }
  }

  private static List<String> freeAddresses() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return List.of("127.0.0.1:" + one.getLocalPort(), "127.0.0.1:" + other.getLocalPort());
    }
  }

  @AfterAll
  static void stopThreads() {
    threads.shutdownNow();
  }

  private static ModelSpec spec(double dropout) {
    return new ModelSpec(4, 3, 2, WIDTH - 1, dropout, Targets.EVERY);
  }

  private static OptimizerSettings learning() {
    return new OptimizerSettings(OptimizerSpec.ADAM.with(Parameter.CLIP_NORM, 0.5), 3);
  }

  @MustBeClosed
  private static TrainingModel alone(double dropout) {
    return TrainingModel.create(spec(dropout), IDS, learning(), SETTINGS);
  }

  /** The work of a worker. */
  private interface Work<T> {
    T with(TrainingModel model, Workers workers, int index) throws Exception;
  }

  /** Opens a model on each worker, one after the other, and lets them work side by side. */
  @SuppressWarnings("MustBeClosedChecker") // All are closed at the end.
  private static <T> List<T> together(double dropout, boolean[] stops, Work<T> work)
      throws Exception {
    List<Future<T>> results = new ArrayList<>();
    List<TrainingModel> models = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        int index = i;
        Workers workers = Workers.of(SETTINGS, SERVERS.get(i), () -> stops[index]);
        TrainingModel model = TrainingModel.create(spec(dropout), IDS, learning(), workers);
        models.add(model);
        results.add(threads.submit(() -> work.with(model, workers, index)));
      }
      List<T> all = new ArrayList<>();
      for (Future<T> result : results) {
        all.add(result.get());
      }
      return all;
    } finally {
      models.forEach(TrainingModel::close);
    }
  }

  /** A batch of which the second worker gets one row, with one target. */
  private static int[] batch() {
    int[] batch = Fixtures.batch(spec(0), IDS, ROWS);
    Arrays.fill(batch, (ROWS - 1) * WIDTH + 2, ROWS * WIDTH, IDS.pad());
    return batch;
  }

  private static int[] rows(int[] batch, int from, int to) {
    return Arrays.copyOfRange(batch, from * WIDTH, to * WIDTH);
  }

  private record Trained(List<BatchLoss> losses, Map<String, float[]> weights) {
    static Trained on(TrainingModel model, int[] batch, int rows) {
      List<BatchLoss> losses = new ArrayList<>();
      for (int step = 0; step < 20; step++) {
        losses.add(model.train(batch, rows));
      }
      losses.add(model.evaluate(batch, rows));
      return new Trained(losses, model.weights());
    }

    void assertClose(Trained other) {
      for (int i = 0; i < losses.size(); i++) {
        assertThat(losses.get(i).loss()).isCloseTo(other.losses.get(i).loss(), within(1e-5));
        assertThat(losses.get(i).targets()).isEqualTo(other.losses.get(i).targets());
        assertThat(losses.get(i).correct()).isEqualTo(other.losses.get(i).correct());
      }
      other.weights.forEach(
          (name, expected) ->
              assertThat(weights.get(name)).as(name).containsExactly(expected, within(1e-5f)));
    }

    void assertSame(Trained other) {
      assertThat(losses).isEqualTo(other.losses);
      other.weights.forEach(
          (name, expected) -> assertThat(weights.get(name)).as(name).isEqualTo(expected));
    }
  }

  @Test
  void takeTheStepsOfOneProcessWhicheverRowsEachHas() throws Exception {
    int[] batch = batch();
    List<Trained> both =
        together(
            0,
            new boolean[2],
            (model, workers, index) ->
                index == 0
                    ? Trained.on(model, rows(batch, 0, ROWS - 1), ROWS - 1)
                    : Trained.on(model, rows(batch, ROWS - 1, ROWS), 1));
    both.get(0).assertSame(both.get(1));
    try (TrainingModel one = alone(0)) {
      both.get(0).assertClose(Trained.on(one, batch, ROWS));
    }
  }

  @Test
  void aRowOfPaddingAddsNothing() throws Exception {
    int[] batch = rows(batch(), 0, 1);
    int[] padding = new int[WIDTH];
    Arrays.fill(padding, IDS.pad());
    List<Trained> both =
        together(
            0,
            new boolean[2],
            (model, workers, index) -> Trained.on(model, index == 0 ? padding : batch, 1));
    try (TrainingModel one = alone(0)) {
      both.get(0).assertClose(Trained.on(one, batch, 1));
    }
  }

  @Test
  void dropOtherValuesEach() throws Exception {
    // With equal rows, equal dropouts would give the loss of one of them.
    int[] batch = batch();
    double alone;
    try (TrainingModel one = alone(0.5)) {
      alone = one.train(batch, ROWS).loss();
    }
    List<BatchLoss> both =
        together(0.5, new boolean[2], (model, workers, index) -> model.train(batch, ROWS));
    assertThat(both.get(0).loss()).isNotCloseTo(alone, within(1e-4));
  }

  @Test
  void takeOverTheStateOfTheFirst() throws Exception {
    List<ModelState> both =
        together(
            0,
            new boolean[2],
            (model, workers, index) -> {
              try (TrainingModel trained = alone(0)) {
                trained.train(batch(), ROWS);
                trained.train(batch(), ROWS - index);
                model.setState(trained.state());
              }
              assertThat(model.takeOver(index == 0)).as("the decision of the first").isTrue();
              return model.state();
            });
    assertThat(both.get(0)).usingRecursiveComparison().isEqualTo(both.get(1));
    assertThat(both.get(1).optimizer().orElseThrow().iterations()).isEqualTo(2);
  }

  @Test
  void stopAfterTheSameBatchIfOneOfThemIsToStop() throws Exception {
    boolean[] stops = new boolean[2];
    List<Integer> steps =
        together(
            0,
            stops,
            (model, workers, index) -> {
              int taken = 0;
              for (; !workers.isStopping(); taken++) {
                stops[1] |= index == 1 && taken == 2;
                model.train(batch(), ROWS);
              }
              return taken;
            });
    assertThat(steps).containsExactly(3, 3);
  }
}
