package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands killed at random moments, the native code of TensorFlow included: {@code mvn verify
 * -Dit.test=RandomKillsIT -Dnocturne.kills=200}. It prints its seed, which {@code
 * -Dnocturne.kills.seed} repeats as far as a machine repeats its timing, and what the kills left.
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
    return Stream.concat(Stream.of(KilledCommand.TRAINING), KilledCommand.WRITING.stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void leaveWhatTheNextCallMakesWhole(KilledCommand command) throws Exception {
    Files.createSymbolicLink(folder.resolve("in"), in);
    Random random = new Random(SEED);
    Map<String, Integer> found = new TreeMap<>();
    long begun = System.nanoTime();
    assertThat(start(command, folder("unkilled")).await().exit()).isZero();
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
      KilledCommand.delete(out);
    }
    System.out.printf("%s: killed %d while it ran; left %s%n", command.line(), running, found);
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
