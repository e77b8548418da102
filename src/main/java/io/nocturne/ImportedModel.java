package io.nocturne;

import io.nocturne.keras.KerasFile;
import io.nocturne.keras.KerasModel;
import io.nocturne.model.AdamSpec;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.savedmodel.OpenSavedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A network as another program left it.
 *
 * @param spec its sizes
 * @param tokens how many it reads and predicts
 * @param state what it has learnt
 * @param adam how it was trained, if that can go on here
 * @param vocabulary the vocabulary.json that came with it
 * @param notes what of its training cannot go on here, a sentence each
 */
record ImportedModel(
    ModelSpec spec,
    int tokens,
    ModelState state,
    Optional<AdamSpec> adam,
    Optional<String> vocabulary,
    List<String> notes) {

  /** Reads what a job names. */
  static ImportedModel read(ImportJob job) throws IOException {
    if (job.isSavedModel()) {
      return ofSavedModel(job);
    }
    KerasModel model = KerasFile.read(job.source(), job.window());
    return new ImportedModel(
        model.spec(),
        model.vocabularySize(),
        model.state(),
        model.training().adam(),
        model.vocabulary(),
        model.training().notes());
  }

  private static ImportedModel ofSavedModel(ImportJob job) throws IOException {
    try (OpenSavedModel model = OpenSavedModel.open(job.source(), SessionSettings.defaults())) {
      return new ImportedModel(
          model.spec(),
          model.ids().count(),
          model.state(),
          Optional.empty(),
          Optional.of(new String(model.vocabularyJson(), StandardCharsets.UTF_8)),
          List.of());
    }
  }
}
