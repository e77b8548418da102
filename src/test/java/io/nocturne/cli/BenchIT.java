package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks as a user starts them, without the peers; what they take is not asked. */
@DisabledOnOs(OS.WINDOWS)
class BenchIT {
  private static final Path LAUNCHER = Path.of("nocturne").toAbsolutePath();

  @TempDir private Path folder;

  private Cli bench(String... words) throws Exception {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 2, words.length);
    all[0] = LAUNCHER.toString();
    all[1] = "bench";
    return new ProcessRun(folder, all).run();
  }

  @Test
  void measuresNocturneAndReportsPeersThatAreMissing() throws Exception {
    Cli cli = bench("--cases", "midi", "--rounds", "2", "--python", "no/python", "--out", "out");
    assertThat(cli.exit()).isZero();
    assertThat(cli.out())
        .containsPattern("\\| nocturne \\| [0-9.]+ . notes/s \\|")
        .contains("- midi, mido: there is no " + folder.toRealPath().resolve("no/python"));
    JsonNode midi =
        new ObjectMapper().readTree(folder.resolve("out/results.json").toFile()).at("/cases/0");
    assertThat(midi.at("/contestants/0/rounds")).hasSize(2);
    assertThat(folder.resolve("out/results.md")).hasContent(cli.out());
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**work-*");
  }

  @Test
  void refusesACaseThatIsNotThereBeforeItMeasures() throws Exception {
    Cli cli = bench("--cases", "fly", "--out", "out");
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err()).startsWith("error: --cases fly: no such case; name some of peak");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
