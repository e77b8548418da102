package io.nocturne.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  private static final List<String> NAMES =
      List.of("batch-size", "epochs", "seed", "units", "layers", "learning-rate", "out");

  @ParameterizedTest
  @CsvSource({
    "batchsize, batch-size",
    "batch_size, batch-size",
    "batchSize, batch-size",
    "batch, batch-size",
    "bacth-size, batch-size",
    "epoch, epochs",
    "EPOCHS, epochs",
    "learnin-rate, learning-rate",
    "unit, units",
    "sede, seed",
    "uot, out",
  })
  void findsTheNameThatATypingSlipMeans(String typed, String meant) {
    assertThat(Suggestion.to(typed, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"temperature", "xy", "zzzzzz", "-", "ba"})
  void findsNothingForANameUnlikeAllOthers(String typed) {
    assertThat(Suggestion.to(typed, NAMES)).isEmpty();
  }

  @Test
  void prefersFewerSlips() {
    assertThat(Suggestion.to("trains", List.of("trail", "train"))).contains("train");
  }

  @Test
  void hintsWithTheNameAsItIsWritten() {
    assertThat(Suggestion.hint("sede", "--", NAMES)).isEqualTo("; did you mean --seed?");
    assertThat(Suggestion.hint("temperature", "--", NAMES)).isEmpty();
  }
}
