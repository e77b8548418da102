package io.nocturne.cli.settings;

import static io.nocturne.cli.settings.Training.BATCH_SIZE;
import static io.nocturne.cli.settings.Training.LEARNING_RATE;
import static io.nocturne.cli.settings.Training.SHUFFLE;
import static io.nocturne.cli.settings.Training.UNITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.cli.settings.Settings.Origin;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.Syntax.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir private Path folder;

  @Test
  void takesDefaultsWhereNothingIsGiven() throws Exception {
    Settings settings = Training.parse();
    assertThat(settings.value(UNITS)).isEqualTo(256);
    assertThat(settings.origin(UNITS)).isEqualTo(Origin.DEFAULT);
  }

  @Test
  void putsThePresetBeforeTheDefault() throws Exception {
    Settings settings = Training.parse("--preset", "demo");
    assertThat(settings.value(UNITS)).isEqualTo(64);
    assertThat(settings.origin(UNITS)).isEqualTo(Origin.PRESET);
    assertThat(settings.origin(LEARNING_RATE)).isEqualTo(Origin.DEFAULT);
  }

  @Test
  void countsTheDefaultsOfANamedPresetAsGiven() throws Exception {
    assertThat(Training.parse().given()).isEmpty();
    Settings settings = Training.parse("--preset", "paper");
    assertThat(settings.value(UNITS)).isEqualTo(256);
    assertThat(settings.origin(UNITS)).isEqualTo(Origin.PRESET);
    assertThat(settings.origin(LEARNING_RATE)).isEqualTo(Origin.DEFAULT);
  }

  @Test
  void putsTheFileBeforeThePreset() throws Exception {
    Path file = config("{\"units\": 32}");
    Settings settings = Training.parse("--preset", "demo", "--config", file.toString());
    assertThat(settings.value(UNITS)).isEqualTo(32);
    assertThat(settings.value(BATCH_SIZE)).isEqualTo(16);
    assertThat(settings.origin(UNITS)).isEqualTo(Origin.FILE);
  }

  @Test
  void putsTheOptionBeforeTheFile() throws Exception {
    Path file = config("{\"units\": 32}");
    Settings settings = Training.parse("--units=8", "--config", file.toString());
    assertThat(settings.value(UNITS)).isEqualTo(8);
    assertThat(settings.origin(UNITS)).isEqualTo(Origin.OPTION);
  }

  @Test
  void takesThePresetThatTheFileNames() throws Exception {
    Path file = config("{\"preset\": \"demo\"}");
    assertThat(Training.parse("--config", file.toString()).value(UNITS)).isEqualTo(64);
    assertThat(Training.parse("--config", file.toString(), "--preset", "paper").value(UNITS))
        .isEqualTo(256);
  }

  @Test
  void turnsOffASwitchThatTheFileTurnsOn() throws Exception {
    Path file = config("{\"shuffle\": true}");
    assertThat(Training.parse("--config", file.toString()).value(SHUFFLE)).isTrue();
    assertThat(Training.parse("--config", file.toString(), "--no-shuffle").value(SHUFFLE))
        .isFalse();
  }

  @Test
  void fillsARecordByTheNamesOfItsComponents() throws Exception {
    Training.Spec spec =
        Training.parse("--units", "8", "--split", "window", "--clip-norm", "5")
            .fill(Training.Spec.class);
    assertThat(spec)
        .isEqualTo(
            new Training.Spec(
                new Training.Model(8, 0.2), 64, 1e-3, Optional.of(5.0), Training.Split.WINDOW));
  }

  @Test
  void passesOnWhatTheRecordItselfRefuses() throws Exception {
    Settings settings = Training.parse("--units", "13");
    assertThatThrownBy(() -> settings.fill(Training.Spec.class))
        .isInstanceOf(UsageException.class)
        .hasMessage("units must not be 13, was 13");
  }

  private record Stranger(int epochs) {}

  @Test
  void namesAComponentThatNoSettingFills() throws Exception {
    Settings settings = Training.parse();
    assertThatThrownBy(() -> settings.fill(Stranger.class))
        .hasMessage("Stranger.epochs has no setting --epochs");
  }

  @Test
  void writesTheEffectiveValuesAsTexts() throws Exception {
    assertThat(Training.parse("--units", "8").texts())
        .containsEntry("units", "8")
        .containsEntry("learning-rate", "0.001")
        .containsEntry("split", "piece")
        .containsEntry("shuffle", "false")
        .containsEntry("preset", "paper")
        .doesNotContainKeys("clip-norm", "config");
  }

  @Test
  void refusesAnUnknownPreset() {
    assertThatThrownBy(() -> Training.parse("--preset", "big"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--preset big: must be paper or demo");
  }

  @Test
  void refusesABadValueInTheFileEvenIfAnOptionReplacesIt() throws Exception {
    Path file = config("{\"units\": 0}");
    assertThatThrownBy(() -> Training.parse("--config", file.toString(), "--units", "8"))
        .hasMessage(file + ": units 0: must be a whole number from 1 to 4096");
  }

  @Test
  void asksForARequiredSetting() {
    Setting<Path> out = Setting.required("out", ValueType.path("DIR"), "folder to write");
    Syntax syntax = Syntax.of(Operands.none()).with("Options", out);
    assertThatThrownBy(() -> Settings.parse("prepare", syntax, List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("prepare: --out DIR is missing: folder to write; see nocturne prepare --help");
  }

  @Test
  void refusesAPresetOfSettingsThatDoNotExist() {
    Preset preset = new Preset("odd", "", Map.of("unit", "1"));
    assertThatThrownBy(() -> Syntax.of(Operands.none()).configurable("Sources", preset))
        .hasMessageContaining("preset odd sets unknown settings");
  }

  @Test
  void refusesTwoSettingsOfOneName() {
    assertThatThrownBy(() -> Syntax.of(Operands.none()).with("A", UNITS).with("B", UNITS))
        .hasMessageContaining("two settings have the same name");
  }

  @Test
  void refusesADefaultThatIsNotAllowed() {
    assertThatThrownBy(() -> Setting.of("units", ValueType.wholeNumber(1, 9), 10, "units"))
        .hasMessage("default of --units must be a whole number from 1 to 9, was 10");
  }

  @Test
  void refusesASettingWithoutDescription() {
    assertThatThrownBy(() -> Setting.flag("strict", " "))
        .hasMessage("description of --strict must not be blank");
  }

  private Path config(String json) throws IOException {
    return Files.writeString(folder.resolve("small.json"), json);
  }
}
