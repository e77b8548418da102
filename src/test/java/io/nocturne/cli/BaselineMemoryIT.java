package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation whose 16-grams need some 64 MB, and more than Java has; its network does not. */
@DisabledOnOs(OS.WINDOWS)
class BaselineMemoryIT {
  private static final long SEED = 5;
  private static final int FILES = 10;
  private static final int NOTES = 12_500;

  @TempDir private static Path folder;

  @BeforeAll
  static void trainOnRandomNotes() throws Exception {
    Path midi = Files.createDirectory(folder.resolve("midi"));
    Random random = new Random(SEED);
    for (int i = 0; i < FILES; i++) {
      Midi.file(midi.resolve(i + ".mid"), random.ints(NOTES, 30, 90).toArray());
    }
    assertDone(Cli.run("prepare", midi.toString(), "--out", folder + "/corpus"));
    List<String> train = new ArrayList<>(List.of("train", folder + "/corpus"));
    train.addAll(List.of("--run", folder + "/run", "--tensorboard", folder + "/events"));
    train.addAll(List.of("--embedding", "4", "--units", "4", "--layers", "1", "--window", "8"));
    train.addAll(List.of("--stride", "5000", "--epochs", "1"));
    assertDone(Cli.run(train.toArray(String[]::new)));
  }

  private static void assertDone(Cli cli) {
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  private static Cli evaluate(String... options) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("evaluate", "--run", folder + "/run", "--data", folder + "/corpus"));
    words.addAll(List.of(options));
    return new Workshop(folder)
        .nocturne(words)
        .with("JAVA_OPTS", "-Xmx76m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .run();
  }

  @Test
  void isRefusedWithAWayToMeasureTheNetworkAlone() throws Exception {
    Cli refused = evaluate("--order", "16");
    assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
    assertThat(refused.err())
        .endsWith(
            "error: the baselines of a corpus of 125,000 tokens do not fit into Java's memory; give"
                + " it more, for example JAVA_OPTS=-Xmx8g, shorten the n-grams with --order, or"
                + " leave the baselines out with --no-baselines\n");
    assertDone(evaluate("--no-baselines"));
  }
}
