package io.nocturne.export;

import io.nocturne.checkpoint.ImportInfo;
import io.nocturne.export.keras.KerasFile;
import io.nocturne.export.keras.KerasModel;
import io.nocturne.export.keras.KerasTraining;
import io.nocturne.export.savedmodel.OpenSavedModel;
import io.nocturne.export.savedmodel.SavedModelSummary;
import io.nocturne.io.file.Sha256;
import io.nocturne.model.AdamSpec;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A trained network to make a run of.
 *
 * @param source a Keras archive, {@code FILE.keras}, or the folder of a SavedModel of nocturne's
 * @param run the run's folder, usually {@code checkpoints/RUN}
 * @param vocabulary the {@code vocabulary.json} of its tokens, where the source has none or another
 * @param window how many tokens it reads at once, where the source leaves that open
 */
public record ImportJob(Path source, Path run, Optional<Path> vocabulary, OptionalInt window) {

  /** Reads the network; a SavedModel is told as the Keras model that it equals. */
  KerasModel read() throws IOException {
    if (!isSavedModel()) {
      return KerasFile.read(source, window);
    }
    try (OpenSavedModel model =
        OpenSavedModel.open(source, SessionSettings.defaults().on(Device.CPU))) {
      return new KerasModel(
          model.spec(),
          model.ids().count(),
          model.state(),
          KerasTraining.with(AdamSpec.KERAS, model.ids().pad()),
          Optional.of(new String(model.vocabularyJson(), StandardCharsets.UTF_8)));
    }
  }

  private boolean isSavedModel() {
    return SavedModelSummary.isSavedModel(source);
  }

  /** What the run notes of where it is from. */
  ImportInfo origin() throws IOException {
    Path weights = isSavedModel() ? SavedModelSummary.weights(source) : source;
    return new ImportInfo(source.toString(), Sha256.hex(weights));
  }
}
