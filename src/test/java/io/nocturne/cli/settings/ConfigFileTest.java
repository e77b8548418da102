package io.nocturne.cli.settings;

import static io.nocturne.cli.settings.Training.LEARNING_RATE;
import static io.nocturne.cli.settings.Training.SHUFFLE;
import static io.nocturne.cli.settings.Training.UNITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

  @TempDir private Path folder;

  private Settings parse(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("c.json"), json);
    return Training.parse("--config", file.toString());
  }

  @Test
  void readsKeysInGroupsOfAnyNameAndDepth() throws Exception {
    Settings settings =
        parse(
            "{\"model\": {\"units\": 8, \"deep\": {\"shuffle\": true}}, \"learning-rate\": 1e-4}");
    assertThat(settings.value(UNITS)).isEqualTo(8);
    assertThat(settings.value(SHUFFLE)).isTrue();
    assertThat(settings.value(LEARNING_RATE)).isEqualTo(1e-4);
  }

  @Test
  void readsTheConfigurationInTheRunFileOfAnEarlierRun() throws Exception {
    Settings settings =
        parse("{\"format\": 2, \"seed\": 5, \"config\": {\"units\": 8}, \"versions\": {}}");
    assertThat(settings.value(UNITS)).isEqualTo(8);
  }

  @Test
  void readsNumbersWrittenAsText() throws Exception {
    assertThat(parse("{\"units\": \"8\"}").value(UNITS)).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"unit\": 8} | : unknown setting unit; did you mean units?",
        "{\"zzzzzz\": 8} | : unknown setting zzzzzz",
        "{\"config\": \"x.json\"} | : unknown setting config",
        "{\"verbose\": true} | : unknown setting verbose",
        "{\"units\": \"many\"} | : units many: must be a whole number from 1 to 4096",
        "{\"units\": 8.5} | : units 8.5: must be a whole number from 1 to 4096",
        "{\"units\": true} | : units true: must be a whole number from 1 to 4096",
        "{\"shuffle\": 1} | : shuffle 1: must be true or false",
        "{\"units\": null} | : units null: must be a string, number, true or false, or an array of"
            + " them; leave it out for the default",
        "{\"units\": [[8]]} | : units [8]: must be a string, number, true or false, or an array of"
            + " them; leave it out for the default",
        "{\"a\": {\"units\": 8}, \"units\": 9} | : units: given twice; give it once",
        "{\"format\": 3} | : format 3 is newer than this program supports (2); use a newer"
            + " nocturne",
        "{\"format\": \"x\"} | : format \"x\": must be 1 to 2",
        "[1] | : must be a JSON object, {\"setting\": value, ...}",
      })
  void namesFileAndKeyOfWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(UsageException.class)
        .hasMessage(folder.resolve("c.json") + message);
  }

  @Test
  void namesThePlaceOfBadJson() {
    assertThatThrownBy(() -> parse("{\n  \"units\": oops\n}"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(folder.resolve("c.json") + ", line 2, column ")
        .hasMessageContaining(": not JSON: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "{\"units\": 8", "{\"units\": 8, \"units\": 9}", "{} {}"})
  void refusesWhatIsNotOneWholeObject(String json) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(folder.resolve("c.json").toString());
  }

  @Test
  void leavesAMissingFileToTheReaderOfErrors() {
    assertThatThrownBy(() -> Training.parse("--config", folder.resolve("no.json").toString()))
        .isInstanceOf(NoSuchFileException.class);
  }
}
