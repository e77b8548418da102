package io.nocturne.cli.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyAnalyzeCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"analysis.json", "answers.csv", "analysis.html"})
  void replacesNoFileOfAnotherProgram(String name) throws IOException {
    Path mine = Files.writeString(folder.resolve(name), "mine");
    Cli cli = Cli.run("survey", "analyze", "study", "--out", folder.toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .startsWith("error: " + mine + ": exists and is not known to be nocturne's;");
    assertThat(mine).hasContent("mine");
  }
}
