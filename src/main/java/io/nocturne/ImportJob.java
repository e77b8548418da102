package io.nocturne;

import io.nocturne.checkpoint.ImportInfo;
import io.nocturne.file.Sha256;
import io.nocturne.savedmodel.SavedModelSummary;
import java.io.IOException;
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

  /** Whether the source is a SavedModel. */
  boolean isSavedModel() {
    return SavedModelSummary.isSavedModel(source);
  }

  ImportInfo origin() throws IOException {
    Path weights = isSavedModel() ? SavedModelSummary.weights(source) : source;
    return new ImportInfo(source.toString(), Sha256.hex(weights));
  }
}
