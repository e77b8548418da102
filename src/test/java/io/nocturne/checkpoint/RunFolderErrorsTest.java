package io.nocturne.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that cannot be opened as runs, and what is said of them. */
class RunFolderErrorsTest {
  private Path folder;

  @BeforeEach
  void nameTheFolder(@TempDir Path parent) {
    folder = parent.resolve("first");
  }

  @Test
  void saysThatThereIsNoRun() {
    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunException.class)
        .hasMessage(folder + ": no such run; train one, or name the folder of one");
  }

  @Test
  void saysThatAFolderIsNotARun() throws IOException {
    Files.createDirectories(folder);

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunException.class)
        .hasMessage(folder.resolve("run.json") + ": is missing; name the folder of a training run");
  }

  @Test
  void doesNotOpenARunThatHeldOutOtherPiecesThanItNowWould() throws IOException {
    replaceInRun("\"format\" : 2", "\"format\" : 1");

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunException.class)
        .hasMessage(
            folder.resolve("run.json")
                + ": has format 1, this version reads from 2 on; train it again");
  }

  @Test
  void saysThatANewerVersionWroteTheRun() throws IOException {
    replaceInRun("\"format\" : 2", "\"format\" : 3");

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunException.class)
        .hasMessage(
            folder.resolve("run.json")
                + ": has format 3, this version reads up to 2; update nocturne");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : 2     | \"format\" : 0      | it is not a JSON object with a format number",
        "\"format\" : 2     | \"format\" : \"1\"  | it is not a JSON object with a format number",
        "\"created\"        | \"creatd\"          | created is missing",
        "\"tokens\" : 4567  | \"tokens\" : \"x\"  | corpus.tokens must be a whole number",
        "\"tokens\" : 4567  | \"tokens\" : 4.5    | corpus.tokens must be a whole number",
        "\"tokens\" : 4567  | \"tokens\" : null   | corpus.tokens must be a whole number",
        "\"songs\"          | null                | corpus.path must not be null",
        "\"songs\"          | [1]                 | corpus.path must be a text",
        "\"tokens\" : 4567  | \"tokens\" : 4567, \"toks\" : 1 | corpus.toks is not a known key",
        "\"units\" : 3      | \"units\" : 0       | config.model: units must be at least 1, was 0",
        "\"units\" : 3      | \"units\" : 3, \"unitz\" : 3 | config.model: unitz is not a known"
            + " key",
        "\"units\" : 3,     | ' '                 | config.model: units is missing",
        "\"last\"           | \"first\"           | config.model: targets must be one of last,"
            + " every",
      })
  void namesWhatIsDamaged(String old, String replacement, String problem) throws IOException {
    replaceInRun(old, replacement);

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunException.class)
        .hasMessage(
            "%s: is damaged: %s; put it back from a copy, or train another run",
            folder.resolve("run.json"), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{'  | '{{'",
        "'}'  | '}}'",
        "'}'  | ''",
        "'\"format\"' | '\"format\" : 2, \"format\"'"
      })
  void saysInOneLineThatItIsNotJson(String old, String replacement) throws IOException {
    replaceInRun(old, replacement);

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(folder.resolve("run.json") + ": is damaged: ")
        .hasMessageEndingWith("; put it back from a copy, or train another run")
        .hasMessageNotContainingAny("\n", "io.nocturne.");
  }

  @Test
  void saysThatTheVocabularyIsMissing() throws IOException {
    SmallRuns.begin(folder);
    Files.delete(folder.resolve("vocabulary.json"));

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("vocabulary.json") + ": no such file");
  }

  private void replaceInRun(String old, String replacement) throws IOException {
    SmallRuns.begin(folder);
    SmallRuns.replace(folder.resolve("run.json"), old, replacement);
  }
}
