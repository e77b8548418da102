package io.nocturne.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.cli.Cli;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are refused before the run is read; TrainIT has those that are not. */
class ExportCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "export --run r | --out is missing; use it or --serving-root",
        "export --run r --out a --serving-root b | --out and --serving-root: use only one of them",
        "export --run r --out a --graphs g |"
            + " --graphs: cannot be used with --format savedmodel; leave one of them out",
        "export --run r --format graph --serving-root b |"
            + " --serving-root: cannot be used with --format graph; leave one of them out",
        "export --run r --format graph --graphs g --out a |"
            + " --graphs and --out: use only one of them",
        "export --run r --format graph --out a.svg | --out a.svg: is the name of the diagram; use"
            + " another name for the graph, such as RUN.pb",
        "export --run r --format graph --serving-root b --out /dev/null/a |"
            + " --serving-root: cannot be used with --format graph; leave one of them out",
        "export --run r --format onnx --out a | --format onnx: must be savedmodel, keras, graph or"
            + " web",
        "export --run r --format web | --out is missing; name a folder for the page",
        "export --run r --format web --out a --graphs b |"
            + " --graphs: cannot be used with --format web; leave one of them out",
      })
  void refusesOptionsThatDoNotGoTogether(String line, String message) {
    assertThat(Cli.run(line.split(" "))).isEqualTo(new Cli(2, "", "error: " + message + "\n"));
  }

  @Test
  void drawsOverNoPictureOfSomebodyElse(@TempDir Path folder) throws IOException {
    Path mine = Files.writeString(folder.resolve("network.svg"), "<svg/>");
    Cli cli = Cli.run("export", "--run", "r", "--format", "graph", "--out", folder + "/network.pb");

    assertThat(cli)
        .isEqualTo(
            new Cli(
                1,
                "",
                "error: "
                    + mine
                    + ": exists and is not known to be nocturne's; move it away or choose another"
                    + " place\n"));
    assertThat(mine).hasContent("<svg/>");
  }

  @Test
  void doesNotReplaceTheGraphOfAnotherRunOfTheName(@TempDir Path folder) throws IOException {
    Path run = folder.resolve("exp2/a");
    RunFolder.create(
        run,
        new RunInfo(
            "1.0", "2.18.0", "2026-01-02T00:00:00Z", Optional.empty(), TrainSpec.paper().toJson()),
        PitchTokenizer.piano());
    Path drawn =
        Files.writeString(folder.resolve("a.svg"), "<!--nocturne 2026-01-01T00:00:00Z--><svg/>");
    Cli cli =
        Cli.run(
            "export", "--run", run.toString(), "--format", "graph", "--graphs", folder.toString());

    assertThat(cli.err())
        .isEqualTo(
            "error: "
                + drawn
                + ": belongs to another run of the same name, begun at 2026-01-01T00:00:00Z; move"
                + " it away, or use another --graphs folder\n");
  }
}
