package io.nocturne.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.checkpoint.RunJson;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.fuzz.HostileInput;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
class ConfigFileFuzzTest {
  private static final Syntax SYNTAX = new TrainCommand().syntax();

  @TempDir private static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
        RunJson.toJson(TrainSpec.paper()).toString().getBytes(UTF_8),
        ("{\"format\": 2, \"config\": {\"optimizer\": \"sgd\", \"momentum\": 0.9, \"units\": [8,"
                + " 4], \"schedule\": \"cosine\", \"learning-rate\": \"1e-3\", \"stateful\": true,"
                + " \"split\": \"window\", \"histograms\": 0, \"clip-norm\": 5}}")
            .getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void aConfigurationFillsTheSettingsOrIsRefused(byte[] json) throws IOException {
    Path file = Files.write(folder.resolve("config.json"), json);
    List<String> words = List.of("corpus", "--config", file.toString());
    HostileInput.read(file, () -> Settings.parse("train", SYNTAX, words))
        .ifPresent(ConfigFileFuzzTest::fill);
  }

  /** Settings that exclude each other are named, whether they are in a file or not. */
  private static void fill(Settings settings) {
    Path none = Path.of("");
    HostileInput.read(none, () -> settings.fill(TensorBoardSpec.class));
    HostileInput.read(none, () -> TrainSettings.spec(settings));
  }
}
