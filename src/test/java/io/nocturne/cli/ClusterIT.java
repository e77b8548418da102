package io.nocturne.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.runtime.CheckpointReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings on several workers, each a process, as operators start them. */
@DisabledOnOs(OS.WINDOWS)
class ClusterIT {
  private static final int EPOCHS = 6;
  private static final int KILLED = 128 + 9;
  private static final String[] WITHOUT_DROPOUT = {"--dropout", "0"};

  @TempDir private static Path folder;
  private static Workshop workshop;

  @BeforeAll
  static void trainInOneProcess() throws Exception {
    workshop = Workshop.withCorpus(folder);
    try (Stream<Path> files = Files.list(workshop.path("midi"))) {
      Path one = files.sorted().findFirst().orElseThrow();
      assertThat(Cli.run("prepare", one.toString(), "--out", folder + "/other").exit()).isZero();
    }
    String chords = folder + "/chords";
    assertThat(Cli.run("prepare", "embedded", "--tokens", "chord", "--out", chords).exit())
        .isZero();
    Cli one = workshop.nocturne(begin("one", WITHOUT_DROPOUT)).run();
    assertThat(one.exit()).as(one.err()).isZero();
  }

  private static String[] words(String[] first, String... more) {
    return Stream.of(first, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static List<String> freeAddresses(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(socket -> "127.0.0.1:" + socket.getLocalPort()).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** A cluster of workers at addresses of this machine. */
  private record Cluster(List<String> addresses) {
    static Cluster of(int count) throws IOException {
      return new Cluster(freeAddresses(count));
    }

    /** Starts a worker with a working directory of its own, but for the chief. */
    ProcessRun.Running start(int index, List<String> command) throws IOException {
      String all = addresses.stream().collect(Collectors.joining("\",\"", "\"", "\""));
      Path place = index == 0 ? folder : Files.createTempDirectory(folder, "worker");
      if (index > 0) {
        for (String corpus : List.of("corpus", "other", "chords")) {
          Files.createSymbolicLink(place.resolve(corpus), folder.resolve(corpus));
        }
      }
      return new Workshop(place)
          .nocturne(command)
          .with(
              "TF_CONFIG",
              "{\"cluster\":{\"worker\":[%s]},\"task\":{\"type\":\"worker\",\"index\":%d}}"
                  .formatted(all, index))
          .start();
    }

    List<ProcessRun.Running> startAll(List<String> command) throws IOException {
      List<ProcessRun.Running> started = new ArrayList<>();
      for (int i = 0; i < addresses.size(); i++) {
        started.add(start(i, command));
      }
      return started;
    }

    String name(int index) {
      return "worker " + index + " (" + addresses.get(index) + ")";
    }
  }

  private static void assertFailed(Cli cli, String error) {
    assertThat(cli.exit()).as(cli.out() + cli.err()).isEqualTo(1);
    assertThat(cli.err().lines().filter(line -> !line.contains(": trains with ")))
        .filteredOn(line -> !line.matches("(corpus|model): .*"))
        .containsExactly("error: " + error);
  }

  /** The columns of log.csv that do not tell the time, a row each epoch. */
  private static List<double[]> log(String run) throws IOException {
    try (Stream<String> lines = Files.lines(workshop.path("checkpoints/" + run + "/log.csv"))) {
      return lines
          .skip(1)
          .map(line -> Stream.of(line.split(",", -1)).limit(5))
          .map(cells -> cells.mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  private static void assertAsInOneProcess(String run) throws IOException {
    List<double[]> expected = log("one");
    List<double[]> actual = log(run);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).containsExactly(expected.get(i), within(1e-5));
    }
    for (String name : List.of("embedding/embeddings", "dense/kernel", "dense/bias")) {
      assertThat(weights(run, name)).as(name).containsExactly(weights("one", name), within(1e-5f));
    }
  }

  private static float[] weights(String run, String name) {
    return new CheckpointReader(workshop.path("checkpoints/" + run + "/ckpt-" + EPOCHS))
        .floats(name)
        .values();
  }

  private static List<String> begin(String run, String... more) {
    return Workshop.tiny(run, words(more, "--epochs", Integer.toString(EPOCHS)));
  }

  /** Of three workers each gets 10 or 11 of a batch's 32 windows, and 1 or 2 of its last 4. */
  @Test
  void trainAsOneProcessDoesAndNeedNoRunFolderButTheChiefs() throws Exception {
    for (ProcessRun.Running worker : Cluster.of(3).startAll(begin("three", WITHOUT_DROPOUT))) {
      Cli cli = worker.await();
      assertThat(cli.exit()).as(cli.err()).isZero();
    }
    assertAsInOneProcess("three");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.endsWith("three/run.json")))
          .containsExactly(workshop.path("checkpoints/three/run.json"));
    }
  }

  @Test
  void areStartedByTheCommandItselfOnOneMachine() throws Exception {
    Cli cli = workshop.nocturne(begin("local", words(WITHOUT_DROPOUT, "--workers", "2"))).run();
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertAsInOneProcess("local");
  }

  /** With dropout, which is repeated by each worker. */
  @Test
  void endTogetherWhoeverIsKilledAndResumeAsIfNothingHadHappened() throws Exception {
    Cli whole = workshop.nocturne(begin("whole", "--workers", "2")).run();
    assertThat(whole.exit()).as(whole.err()).isZero();
    Cluster cluster = Cluster.of(2);
    for (int victim = 1; victim >= 0; victim--) {
      List<String> command =
          victim == 1 ? begin("killed") : List.of("train", "--resume", "--run", "killed");
      List<ProcessRun.Running> started = cluster.startAll(command);
      started.get(0).awaitOut(victim == 1 ? " 1/" + EPOCHS : " 3/" + EPOCHS);
      started.get(victim).process().destroyForcibly();
      assertThat(started.get(victim).await().exit()).isEqualTo(KILLED);
      assertFailed(
          started.get(1 - victim).await(),
          cluster.name(victim)
              + " is lost: its connection was closed; start all workers again, with --resume");
    }
    for (ProcessRun.Running worker :
        cluster.startAll(List.of("train", "--resume", "--run", "killed"))) {
      Cli cli = worker.await();
      assertThat(cli.exit()).as(cli.err()).isZero();
    }
    assertThat(workshop.last("killed", EPOCHS)).isEqualTo(workshop.last("whole", EPOCHS));
  }

  /** As when the network is cut: the connections stay open, and nothing comes. */
  @Test
  void endWhenNothingIsHeardFromOne() throws Exception {
    Cluster cluster = Cluster.of(3);
    List<ProcessRun.Running> started =
        cluster.startAll(
            Workshop.tiny(
                "silent", "--epochs", "5000", "--patience", "5000", "--worker-timeout", "12"));
    started.get(0).awaitOut(" 1/5000");
    started.get(2).signal("STOP");
    String lost =
        cluster.name(2)
            + " is lost: nothing was heard from it for 6 s; start all workers again, with --resume";
    assertFailed(started.get(0).await(), lost);
    assertFailed(started.get(1).await(), lost);
    started.get(2).signal("KILL");
    started.get(2).await();
  }

  @Test
  void doNotWaitForOneThatNeverComes() throws Exception {
    Cluster cluster = Cluster.of(3);
    ProcessRun.Running worker = cluster.start(1, begin("incomplete"));
    worker.awaitErr("trains with"); // It looks for the chief now.
    ProcessRun.Running chief = cluster.start(0, begin("incomplete", "--worker-timeout", "5"));
    String missing =
        cluster.name(2)
            + ": did not come within 5 s; is it started, and can it reach "
            + cluster.addresses().get(0)
            + "?";
    assertFailed(chief.await(), missing);
    assertFailed(worker.await(), missing);
    assertThat(workshop.path("checkpoints/incomplete")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "corpus | --units 9 | has other settings than the chief (units 8, the worker's 9); give all"
            + " workers the same",
        "other | | has another corpus (other, 549 tokens) than the chief (corpus, 2495 tokens);"
            + " copy the chief's corpus folder",
        "chords | | has another vocabulary (chords: chord, chords pitches, grid none, outside skip,"
            + " 308 tokens) than the chief (corpus: pitch, outside skip, 89 tokens); copy the"
            + " chief's corpus folder"
      })
  void refuseOneThatWouldTrainSomethingElse(String corpus, String option, String difference)
      throws Exception {
    Cluster cluster = Cluster.of(2);
    ProcessRun.Running chief = cluster.start(0, begin("different"));
    List<String> command = new ArrayList<>(begin("different"));
    command.set(1, corpus);
    if (option != null) {
      command.set(command.indexOf("--units") + 1, option.split(" ", -1)[1]);
    }
    ProcessRun.Running worker = cluster.start(1, command);
    String error = cluster.name(1) + ": " + difference;
    assertFailed(chief.await(), error);
    assertFailed(worker.await(), error);
    assertThat(workshop.path("checkpoints/different")).doesNotExist();
  }

  /** As when each is given its own address first, and index 0. Who notices first is not certain. */
  @Test
  void refuseASecondChiefThatHasAnotherListOfAddresses() throws Exception {
    List<String> addresses = freeAddresses(2);
    List<String> swapped = List.of(addresses.get(1), addresses.get(0));
    ProcessRun.Running one = new Cluster(addresses).start(0, begin("two-chiefs"));
    ProcessRun.Running other = new Cluster(swapped).start(0, begin("two-chiefs"));
    String first = String.join(", ", addresses);
    String second = String.join(", ", swapped);
    for (Cli cli : List.of(one.await(), other.await())) {
      assertThat(cli.exit()).as(cli.out() + cli.err()).isEqualTo(1);
      assertThat(cli.err().lines().filter(line -> line.startsWith("error: ")))
          .singleElement(as(InstanceOfAssertFactories.STRING))
          .startsWith("error: the worker at 127.0.0.1:")
          .containsAnyOf(
              ": its TF_CONFIG lists %s, the chief's %s; give all the same"
                  .formatted(first, second),
              ": its TF_CONFIG lists %s, the chief's %s; give all the same"
                  .formatted(second, first));
    }
    assertThat(workshop.path("checkpoints/two-chiefs")).doesNotExist();
  }
}
