package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.survey.Answer;
import io.nocturne.survey.Studies;
import io.nocturne.survey.StudyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands killed at random moments, the native code of TensorFlow included; docs/reliability.md
 * has the command. It prints its seed, which {@code -Dnocturne.kills.seed} repeats as far as a
 * machine repeats its timing, and what the kills left.
 */
@EnabledIfSystemProperty(named = "nocturne.kills", matches = "\\d+")
class RandomKillsIT {
  private static final int KILLS = Integer.getInteger("nocturne.kills", 0);
  private static final long SEED = Long.getLong("nocturne.kills.seed", System.nanoTime());

  @TempDir static Path shared;
  private static Path in;
  private static Path before;

  @TempDir Path folder;

  @BeforeAll
  static void makeInput() throws IOException {
    in = Files.createDirectory(shared.resolve("in"));
    KilledCommand.makeInput(in);
    before = Files.createDirectory(shared.resolve("before"));
    KilledCommand.makeOutput(in, before);
    System.out.printf("seed %d, %d kills of each command%n", SEED, KILLS);
  }

  static Stream<KilledCommand> all() {
    return Stream.concat(
        Stream.of(KilledCommand.TRAINING, KilledCommand.REPRODUCTION),
        KilledCommand.WRITING.stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void leaveWhatTheNextCallMakesWhole(KilledCommand command) throws Exception {
    Files.createSymbolicLink(folder.resolve("in"), in);
    Random random = new Random(SEED);
    Map<String, Integer> found = new TreeMap<>();
    Path unkilled = folder("unkilled");
    long begun = System.nanoTime();
    assertThat(start(command, unkilled).await().exit()).isZero();
    long nanos = System.nanoTime() - begun;
    int running = 0;
    for (int i = 0; i < KILLS; i++) {
      Path out = folder("killed" + i);
      ProcessRun.Running started = start(command, out);
      TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * nanos));
      running += started.process().isAlive() ? 1 : 0;
      started.process().destroyForcibly().waitFor();
      started.await();
      found.merge(command.check(in, out), 1, Integer::sum);
      KilledCommand.assertSameEnd(KilledCommand.end(out), KilledCommand.end(unkilled));
      KilledCommand.delete(out);
    }
    print(command.line(), running, found);
  }

  @Test
  void leaveAFetchThatTheNextCallCompletes() throws Exception {
    try (MidiSite site = MidiSite.of(30)) {
      leaveWhatTheNextCallMakesWhole(site.fetch());
    }
  }

  /** One study is served again and again, and killed before and while participants comment. */
  @Test
  void loseNoAnswerThatAParticipantOfASurveySawSaved() throws Exception {
    StudyFolder study = Studies.make(folder.resolve("study"));
    List<SurveyParticipant> participants = new ArrayList<>();
    for (int number : study.tokens().keySet()) {
      participants.add(new SurveyParticipant(study, number));
    }
    Random random = new Random(SEED);
    long nanos = nanosToServe();
    Map<String, Integer> found = new TreeMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(participants.size());
    try {
      for (int i = 0; i < KILLS; i++) {
        ProcessRun.Running server = serve();
        List<Future<Integer>> commenting = new ArrayList<>();
        for (SurveyParticipant participant : participants) {
          commenting.add(threads.submit(() -> participant.comment(server)));
        }
        if (i % 2 > 0) {
          server.awaitOut("stop it with Ctrl-C");
        }
        TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * nanos));
        server.process().destroyForcibly();
        int acknowledged = 0;
        for (Future<Integer> comments : commenting) {
          acknowledged += comments.get();
        }
        server.await();
        found.merge(acknowledged > 0 ? "answers" : "nothing", 1, Integer::sum);
        assertSaved(participants);
      }
    } finally {
      threads.shutdownNow();
    }
    print("survey serve", KILLS, found);
  }

  private ProcessRun.Running serve() throws IOException {
    return Workshop.nocturneIn(folder, "survey", "serve", "study", "--port", "0").start();
  }

  private long nanosToServe() throws Exception {
    long begun = System.nanoTime();
    ProcessRun.Running server = serve();
    server.awaitOut("stop it with Ctrl-C");
    long nanos = System.nanoTime() - begun;
    server.signal("TERM");
    server.await();
    return nanos;
  }

  /** Reads a copy, so that the next server finds the database as the kill has left it. */
  private void assertSaved(List<SurveyParticipant> participants) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    KilledCommand.copy(folder.resolve("study"), copy);
    List<Answer> answers = new StudyFolder(copy).responses();
    participants.forEach(participant -> participant.assertSaved(answers));
    KilledCommand.delete(copy);
  }

  private static void print(String line, int running, Map<String, Integer> found) {
    System.out.printf("%s: killed %d while it ran; left %s%n", line, running, found);
  }

  private Path folder(String name) throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    KilledCommand.copy(before, out);
    return out;
  }

  private static ProcessRun.Running start(KilledCommand command, Path out) throws Exception {
    return new Workshop(shared).nocturne(command.words(in, out)).start();
  }
}
