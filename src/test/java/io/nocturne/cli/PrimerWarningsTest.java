package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a run whose weights are lost, so that the work ends as soon as it begins. */
class PrimerWarningsTest {
  private static final String BLIND =
      "warning: the run was trained on full windows only, so a start from %d tokens is"
          + " unpredictable; give a --primer of 5, or train with --openings pad";

  @TempDir private static Path folder;
  private static ImportedRun small;

  @BeforeAll
  static void loseTheWeights() throws IOException {
    small = ImportedRun.make(folder);
    try (Stream<Path> files = Files.list(small.run())) {
      for (Path file : files.filter(f -> f.toString().contains(".data-")).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<String> said(String... more) {
    String[] call = {
      "generate", "-q", "--run", small.run().toString(), "--out", folder.resolve("x.mid").toString()
    };
    Cli cli = Cli.run(Stream.concat(Stream.of(call), Stream.of(more)).toArray(String[]::new));
    assertThat(cli.exit()).isEqualTo(1);
    List<String> lines = cli.err().lines().toList();
    assertThat(lines.get(lines.size() - 1)).startsWith("error: ").contains("is missing");
    return lines.subList(0, lines.size() - 1);
  }

  @Test
  void comeBeforeTheWork() {
    assertThat(said("--primer", "C4 C8 D4"))
        .containsExactly(
            "warning: the run's vocabulary lacks 1 note of the primer; left out",
            BLIND.formatted(2));
  }

  @Test
  void tellABlindStartWithoutAPrimer() {
    assertThat(said()).containsExactly(BLIND.formatted(0));
  }

  @Test
  void areSilentOfAPrimerThatFillsAWindow() {
    assertThat(said("--primer", "C4 D4 E4 F4 G4")).isEmpty();
  }
}
