package io.nocturne.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.Monitor;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Schedule;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void withoutOthersHasTheDefaultsOfKeras(Algorithm algorithm) throws IOException {
    assertThat(spec("--optimizer", algorithm.name().toLowerCase(Locale.ROOT)))
        .isEqualTo(OptimizerSpec.of(algorithm));
  }

  @Test
  void takesTheParametersOfItsOptimizer() throws IOException {
    assertThat(spec("--optimizer", "sgd", "--momentum", "0.9", "--nesterov", "--clip-value", "1"))
        .isEqualTo(
            OptimizerSpec.of(Algorithm.SGD)
                .with(Parameter.MOMENTUM, 0.9)
                .with(Parameter.NESTEROV, 1)
                .with(Parameter.CLIP_VALUE, 1));
  }

  @Test
  void aCosineDecayLastsUntilTheLastEpoch() throws IOException {
    assertThat(spec("--schedule", "cosine", "--warmup-epochs", "1.5", "--epochs", "20"))
        .isEqualTo(
            OptimizerSpec.of(Algorithm.ADAM, Schedule.COSINE)
                .with(Parameter.WARMUP_EPOCHS, 1.5)
                .with(Parameter.DECAY_EPOCHS, 18.5));
  }

  @Test
  void aPlateauTakesItsParameters() throws IOException {
    assertThat(spec("--schedule", "plateau", "--plateau-patience", "2", "--plateau-factor", "0.5"))
        .isEqualTo(
            OptimizerSpec.of(Algorithm.ADAM, Schedule.PLATEAU)
                .with(Parameter.PLATEAU_PATIENCE, 2)
                .with(Parameter.PLATEAU_FACTOR, 0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--momentum 0.9|--momentum: --optimizer adam does not have it; leave it out, or use sgd or"
            + " rmsprop",
        "--optimizer sgd --beta-1 0.9|--beta-1: --optimizer sgd does not have it; leave it out, or"
            + " use adam or adamw",
        "--optimizer sgd --centered|--centered: --optimizer sgd does not have it; leave it out, or"
            + " use rmsprop",
        "--alpha 0.1|--alpha: --schedule constant does not have it; leave it out, or use cosine",
        "--schedule plateau --warmup-epochs 1|--warmup-epochs: --schedule plateau does not have"
            + " it; leave it out, or use constant or cosine or exponential",
        "--optimizer lion|--optimizer lion: must be adam, adamw, sgd or rmsprop",
        "--schedule cosine --epochs 3 --warmup-epochs 3|--warmup-epochs 3: must be less than"
            + " --epochs 3, so that the learning rate can decay",
        "--plateau-patience 1.5|--plateau-patience 1.5: must be a whole number, at least 0",
        "--optimizer sgd --nesterov|nesterov must be with a momentum above 0",
        "--clip-norm 1 --clip-value 1|only one of clip norm, clip norm each and clip value can be"
            + " above 0"
      })
  void saysWhatIsWrong(String options, String message) {
    assertThatThrownBy(() -> spec(options.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void anotherOptimizerDropsTheParametersThatAFileHasForItsOwn() throws IOException {
    String file = file("{\"optimizer\": \"adam\", \"beta-1\": 0.8, \"learning-rate\": 0.1}");
    assertThat(spec("--config", file).get(Parameter.BETA_1)).isEqualTo(0.8);
    assertThat(spec("--config", file, "--optimizer", "sgd"))
        .isEqualTo(OptimizerSpec.of(Algorithm.SGD).withLearningRate(0.1));
  }

  @Test
  void refusesAParameterThatTheOptimizerOfTheSameFileDoesNotHave() throws IOException {
    String file = file("{\"optimizer\": \"sgd\", \"beta-1\": 0.8}");
    assertThatThrownBy(() -> spec("--config", file))
        .hasMessageStartingWith("--beta-1: --optimizer sgd does not have it");
  }

  @Test
  void readsTheSettingsOfARunFromBeforeThereWereOtherOptimizers() throws IOException {
    String file = file("{\"optimizer\": {\"learning-rate\": 0.1, \"beta1\": 0.8, \"beta2\": 0.9}}");
    assertThat(spec("--config", file))
        .isEqualTo(
            OptimizerSpec.ADAM
                .withLearningRate(0.1)
                .with(Parameter.BETA_1, 0.8)
                .with(Parameter.BETA_2, 0.9));
  }

  @Test
  void repeatsARunFromItsSettings() throws IOException {
    TrainSpec begun =
        train("--schedule", "cosine", "--optimizer", "rmsprop", "--centered", "--monitor", "loss");
    String file = file(begun.toJson().toString());
    assertThat(train("--config", file)).isEqualTo(begun);
    assertThat(begun.fit().monitor()).isEqualTo(Monitor.LOSS);
  }

  private String file(String json) throws IOException {
    return Files.writeString(folder.resolve("settings.json"), json).toString();
  }

  private static OptimizerSpec spec(String... words) throws IOException {
    return train(words).optimizer();
  }

  private static TrainSpec train(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("corpus"));
    all.addAll(List.of(words));
    return TrainSettings.spec(Settings.parse("train", new TrainCommand().syntax(), all));
  }
}
