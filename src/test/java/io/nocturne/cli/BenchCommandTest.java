package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.bench.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

  @ParameterizedTest
  @MethodSource("io.nocturne.bench.Selection#allNames")
  void namesEveryCaseInItsHelp(String name) {
    assertThat(Cli.run("bench", "--help").out()).containsPattern("\\b" + name + "[,.]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate", "generate=99", "train=0", "train=1.5", "prepare=100"})
  void refusesToRepeatWhatItCannot(String soak) {
    assertThat(Cli.run("bench", "--soak", soak))
        .isEqualTo(
            new Cli(
                2,
                "",
                "error: --soak must be generate=CALLS, with 100 calls or more, or train=MINUTES,"
                    + " was "
                    + soak
                    + "\n"));
  }

  @Test
  void refusesToMeasureAllAndSome() {
    assertThat(Cli.run("bench", "--full", "--cases", Selection.allNames().get(0)))
        .isEqualTo(new Cli(2, "", "error: --full and --cases: use only one of them\n"));
  }
}
