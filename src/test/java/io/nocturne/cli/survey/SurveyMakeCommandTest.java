package io.nocturne.cli.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.cli.Cli;
import io.nocturne.cli.Midi;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyMakeCommandTest {
  @TempDir private Path folder;

  /** The run has no weights, so that it could not generate. */
  @Test
  void countsTheMusicOfPeopleBeforeARunGenerates() throws IOException {
    Path run = folder.resolve("run");
    RunFolder.create(
        run,
        new RunInfo(
            "1.0", "2.18.0", "2026-01-02T00:00:00Z", Optional.empty(), TrainSpec.paper().toJson()),
        PitchTokenizer.piano());
    Path midi = Files.createDirectory(folder.resolve("midi"));
    Midi.file(midi.resolve("a.mid"), 60, 62, 64, 65, 67, 60, 62, 64, 65, 67, 60, 62);
    String line = "survey make --excerpts 2 --seconds 1 --models %s --human %s --out %s/study";
    Cli cli = Cli.run(line.formatted(run, midi, folder).split(" "));
    assertThat(cli.err())
        .isEqualTo(
            "error: people: 1 of 1 pieces have 1.0 seconds without long silences, 2 are needed;"
                + " give more, or ask for fewer\n");
  }
}
