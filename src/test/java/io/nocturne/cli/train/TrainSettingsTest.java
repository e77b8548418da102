package io.nocturne.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.RunJson;
import io.nocturne.cli.settings.Setting;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainSettingsTest {

  @Test
  void theOptionsOfAResumedRunAreThoseThatTheLibraryLetsChange() {
    List<String> changeable = new ArrayList<>(TrainSpec.RESUMABLE);
    RunJson.toJson(TensorBoardSpec.DEFAULT).fieldNames().forEachRemaining(changeable::add);

    assertThat(TrainSettings.RESUMABLE)
        .extracting(Setting::name)
        .containsExactlyInAnyOrderElementsOf(changeable);
  }

  @Test
  void theHelpListsTheOptionsOfAResumedRun() {
    assertThat(new TrainCommand().description())
        .contains("only --epochs, --patience,", TrainSettings.resumableOptions());
  }

  @Test
  void theDocumentsListTheOptionsOfAResumedRun() throws IOException {
    String text = Files.readString(Path.of("docs/training.md")).replaceAll("\\s+", " ");

    assertThat(text.replace("`", ""))
        .contains("Only " + TrainSettings.resumableOptions() + " can be changed");
  }
}
