package io.nocturne.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.Cli;
import io.nocturne.cli.Midi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
  @TempDir private Path folder;

  @Test
  void writesThePageTheFiguresAndARunForEachReading() throws IOException {
    Cli cli = reproduce("embedded");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("[4/4] every-piece-1", "Table 1", "validation accuracy", "What is prediction")
        .endsWith(folder.resolve("index.html") + ", reproduction.json\n");
    assertThat(folder.resolve("checkpoints/every-piece-1/run.json")).exists();
    assertThat(folder.resolve("reproduction.json")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("index.html")))
        .contains("<h2>Figure 2</h2>")
        .doesNotContainPattern("(src|href)=\"(?!data:|#)");
  }

  @Test
  void refusesToResumeWithOtherMusic() throws IOException {
    Cli.run("prepare", "embedded", "--out", folder.resolve("corpus").toString());
    Midi.file(folder.resolve("other.mid"), 60, 62, 64);
    Cli cli = reproduce(folder.resolve("other.mid").toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            ("error: %s: was begun with other music (8 pieces, 2,495 notes) than these files (1"
                    + " piece, 3 notes); name the same files, or another --out\n")
                .formatted(folder.resolve("corpus")));
  }

  @Test
  void namesWhatCanBeAblated() {
    Cli cli = reproduce("embedded", "--ablate", "layers,attention");
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err())
        .contains("--ablate layers,attention")
        .contains("some of directions, layers, units, dropout, separated by commas");
  }

  @Test
  void refusesTheSettingsOfReadings() {
    Cli cli = reproduce("embedded", "--targets", "last");
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err()).contains("--targets");
  }

  private Cli reproduce(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "reproduce",
                "--out",
                folder.toString(),
                "--embedding",
                "4",
                "--units",
                "3",
                "--layers",
                "1",
                "--window",
                "8",
                "--stride",
                "16",
                "--epochs",
                "1"));
    all.addAll(List.of(words));
    return Cli.run(all.toArray(String[]::new));
  }
}
