package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are refused before the run is read; TrainIT has those that are not. */
class ExportCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "export --run r | --out: is missing; give it or --serving-root",
        "export --run r --out a --serving-root b | --out and --serving-root: give one of them",
        "export --run r --out a --graphs g |"
            + " --graphs: does not go with --format savedmodel; leave one of them out",
        "export --run r --format graph --serving-root b |"
            + " --serving-root: does not go with --format graph; leave one of them out",
        "export --run r --format graph --graphs g --out a |"
            + " --graphs and --out: give one of them",
        "export --run r --format graph --out a.svg |"
            + " --out a.svg: this is where the diagram goes; name the graph's file otherwise, as RUN.pb",
        "export --run r --format onnx --out a | --format onnx: must be savedmodel, keras or graph",
      })
  void refusesOptionsThatDoNotGoTogether(String line, String message) {
    assertThat(Cli.run(line.split(" "))).isEqualTo(new Cli(2, "", "error: " + message + "\n"));
  }
}
