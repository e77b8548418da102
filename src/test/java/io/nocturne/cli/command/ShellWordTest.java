package io.nocturne.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

  @ParameterizedTest
  @ValueSource(strings = {"checkpoints/paper", "/data/run-1.2_b", "études/op10"})
  void leavesPlainPathsAsTheyAre(String path) {
    assertThat(ShellWord.of(Path.of(path))).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({"my runs/a, \"'my runs/a'\"", "$HOME, \"'$HOME'\"", "a;b, \"'a;b'\""})
  void quotesWhatAShellWouldTakeApart(String path, String word) {
    assertThat(ShellWord.of(Path.of(path))).isEqualTo(word.replace("\"", ""));
  }

  @Test
  void quotesQuotes() {
    assertThat(ShellWord.of(Path.of("it's"))).isEqualTo("'it'\\''s'");
  }
}
